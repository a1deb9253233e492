"""The coordinator's pages of certificates: confirm on behalf, print for the closing event, and what a correction asks for."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates import policies, rendering
from certificates.domain import credential as credentials
from certificates.domain import template as templates
from certificates.enums import Reason
from certificates.forms import ReplaceForm
from certificates.models import Achievement, Credential
from certificates.names import PrintedNames
from certificates.papers import paper_of
from certificates.queries import shown
from certificates.queries.ground import shaken
from certificates.views.own import checked
from core import clock
from core.errors import DomainError
from core.views import speaks_at
from courses.models import Course
from courses.queries.overview import NO_TITLE, titles_of
from people.models import Account
from people.views import guards

P = ParamSpec("P")


def for_coordinators(
    view: Callable[Concatenate[HttpRequest, Account, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hands the account on; for everybody else the page does not exist."""

    @guards.for_staff(policies.may_run)
    @wraps(view)
    def wrapped(request: guards.StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, request.user, *args, **kwargs)

    return wrapped


@for_coordinators
@require_safe
def courses(request: HttpRequest, actor: Account) -> HttpResponse:
    """Where certificates wait, can be printed, or rest on something that was corrected."""
    return render(request, "certificates/courses.html", {"lines": shown.courses(get_language() or "de")})


@for_coordinators
@require_safe
def of_course(request: HttpRequest, actor: Account, course: str) -> HttpResponse:
    """Who has achieved what, and how far its certificate is."""
    found = get_object_or_404(Course, slug=course)
    language = get_language() or "de"
    lines = shown.of_course(found, language)
    context = {
        "course": found,
        "title": titles_of([found.pk], language).get(found.pk, NO_TITLE),
        "lines": lines,
        "ready": [line for line in lines if line.waits_for_name and line.names.latin],
        "made": sum(line.is_made for line in lines),
        "shaken": shaken(found),
        "reasons": Reason.choices,
    }
    return render(request, "certificates/of_course.html", context)


@for_coordinators
@require_POST
@speaks_at("certificates:of_course", "course")
def confirm_many(request: HttpRequest, actor: Account, course: str) -> HttpResponse:
    """Confirms the ticked names as shown, on behalf of their holders: all or none."""
    chosen = [one for one in request.POST.getlist("chosen") if _is_uuid(one)]
    found = Achievement.objects.filter(course__slug=course, pk__in=chosen).select_related("person__identity")
    pairs = [(one, shown.known_names(one.person)) for one in found]
    if refusal := _first_refusal(pairs):
        messages.error(request, refusal)
        return redirect("certificates:of_course", course)
    made = credentials.confirm_names(chosen=pairs, actor=actor, at=clock.now())
    words = ngettext("%(count)s certificate is being made.", "%(count)s certificates are being made.", len(made))
    messages.success(request, words % {"count": len(made)})
    return redirect("certificates:of_course", course)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _first_refusal(pairs: list[tuple[Achievement, PrintedNames]]) -> str:
    """Whose name cannot be printed, and why; empty if all can."""
    for achievement, names in pairs:
        try:
            credentials.checked(names)
        except DomainError as error:
            return f"{achievement.person}: {error}"
    return ""


@for_coordinators
@require_safe
def print_all(request: HttpRequest, actor: Account, course: str) -> HttpResponse:
    """All valid certificates of a course in one file, for handing over."""
    found = get_object_or_404(Course, slug=course)
    papers = [paper_of(row) for row in shown.to_print(found)]
    if not papers:
        messages.info(request, _("There is no certificate to print yet."))
        return redirect("certificates:of_course", course)
    data = rendering.pdf(papers, title=str(_("Certificates")), author="", at=clock.now())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.pdf"'
    return response


def _of(course: str, credential: uuid.UUID) -> Credential:
    return get_object_or_404(
        Credential.objects.select_related("achievement__person"), pk=credential, achievement__course__slug=course
    )


@for_coordinators
@require_POST
@speaks_at("certificates:of_course", "course")
def revoke(request: HttpRequest, actor: Account, course: str, credential: uuid.UUID) -> HttpResponse:
    """Withdraws a certificate with a reason."""
    reason = request.POST.get("reason", "")
    credentials.revoke(credential=_of(course, credential), reason=reason, actor=actor, at=clock.now())
    messages.success(request, _("The certificate was withdrawn. Verification says so from now on."))
    return redirect("certificates:of_course", course)


@for_coordinators
@require_POST
@speaks_at("certificates:of_course", "course")
def keep(request: HttpRequest, actor: Account, course: str, credential: uuid.UUID) -> HttpResponse:
    """Leaves a certificate as it is after a correction, with a reason."""
    reason = request.POST.get("reason", "")
    credentials.keep(credential=_of(course, credential), reason=reason, actor=actor, at=clock.now())
    messages.success(request, _("The certificate stays as it is. Your reason is kept with it."))
    return redirect("certificates:of_course", course)


@for_coordinators
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, actor: Account, course: str, credential: uuid.UUID) -> HttpResponse:
    """A new certificate in place of one that is there: first shows the name as it will be printed."""
    old = _of(course, credential)
    form = ReplaceForm(
        request.POST or None,
        template=templates.current(old.kind),
        known=PrintedNames(old.latin_name, old.native_name),
        wished=old.language,
    )
    printed = checked(form) if form.is_bound and form.is_valid() else None
    if printed and request.POST.get("confirm") == str(printed) and _replaced(request, old, form, actor):
        return redirect("certificates:of_course", course)
    context = {"form": form, "shown": printed, "old": old, "course": course}
    failed = form.is_bound and not form.is_valid()
    return render(request, "certificates/replace.html", context, status=422 if failed else 200)


def _replaced(request: HttpRequest, old: Credential, form: ReplaceForm, actor: Account) -> bool:
    try:
        credentials.replace(
            credential=old,
            names=form.names,
            language=form.cleaned_data["language"],
            reason=form.cleaned_data["reason"],
            actor=actor,
            at=clock.now(),
        )
    except DomainError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("A new certificate is being made. The old one is not valid any more."))
    return True

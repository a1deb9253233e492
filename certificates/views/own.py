"""The holder's pages: what was achieved, confirming the name, the paper."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates import policies
from certificates.domain import credential as credentials
from certificates.domain import template as templates
from certificates.forms import NameForm
from certificates.models import Achievement, Credential
from certificates.names import PrintedNames
from certificates.queries import shown
from core import clock
from core.errors import DomainError
from core.middleware import private
from people.models import Account
from people.policies import person_of
from people.views import guards

LOOK_AGAIN_AFTER = 5  # seconds
LOOKS = 24


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All certificates of the one who is signed in."""
    person = person_of(request.user)
    language = get_language() or "de"
    lines = shown.mine(person, language) if person else []
    awaited = shown.awaited(person, language) if person else []
    again = _again(request) if awaited or any(line.is_being_made for line in lines) else 0
    context = {"lines": lines, "awaited": awaited, "again": again, "again_after": LOOK_AGAIN_AFTER}
    return private(render(request, "certificates/mine.html", context))


def _again(request: HttpRequest) -> int:
    """The number of the next look of a page that waits for a paper; none once it has looked often enough."""
    looked = request.GET.get("again", "0")
    number = int(looked) + 1 if looked.isascii() and looked.isdigit() and len(looked) < 3 else 1
    return number if number <= LOOKS else 0


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, achievement: uuid.UUID) -> HttpResponse:
    """First shows how the name will be printed, then takes the holder's word, once."""
    found = get_object_or_404(Achievement.objects.select_related("person__identity", "course"), pk=achievement)
    if not policies.may_confirm(request.user, found.person) or not isinstance(request.user, Account):
        raise Http404
    if guards.owes_second_factor_for(request.user, found.person):
        return guards.ask_for_second_factor(request)
    is_own = found.person.account_id == request.user.pk
    form = NameForm(
        request.POST or None,
        template=templates.current(found.kind),
        known=shown.known_names(found.person),
        wished=(get_language() or "") if is_own else found.person.language,
    )
    printed = checked(form) if form.is_bound and form.is_valid() else None
    if printed and request.POST.get("confirm") == str(printed):  # what was looked at, not what was typed since
        return _confirm(request, found, form, request.user)
    context = {
        "form": form,
        "shown": printed,
        "achievement": found,
        "is_own": is_own,
    }
    failed = form.is_bound and not printed
    return private(render(request, "certificates/confirm.html", context, status=422 if failed else 200))


def checked(form: NameForm) -> PrintedNames | None:
    """The names as they will be printed, or none with the reason at its field."""
    try:
        return credentials.checked(form.names)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def _confirm(request: HttpRequest, achievement: Achievement, form: NameForm, actor: Account) -> HttpResponse:
    try:
        credentials.confirm_name(
            achievement=achievement,
            names=form.names,
            language=form.cleaned_data["language"],
            actor=actor,
            at=clock.now(),
        )
        messages.success(request, _("Thank you. Your certificate is being made; it is here in a moment."))
    except DomainError as error:
        messages.error(request, str(error))
    if achievement.person.account_id != actor.pk:
        return redirect("certificates:of_course", achievement.course.slug)
    return redirect("certificates:mine")


@login_required
@require_safe
def paper(request: HttpRequest, credential: uuid.UUID) -> HttpResponse:
    """The paper as issued."""
    found = get_object_or_404(
        Credential.objects.published().select_related("achievement__person", "pdf"), pk=credential
    )
    if not policies.may_see(request.user, found) or not hasattr(found, "pdf"):
        raise Http404
    if guards.owes_second_factor_for(request.user, found.achievement.person):
        return guards.ask_for_second_factor(request)
    response = HttpResponse(bytes(found.pdf.data), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return private(response)

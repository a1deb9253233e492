"""Staff pages about people who learn. Who is not staff gets 404: there is nothing of theirs here."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.views import speaks, speaks_at
from courses import policies
from courses.domain import completion
from courses.enums import FactKind, Reason
from courses.forms import EnrolForm
from courses.models import Enrolment, Fact
from desk.domain import entrance
from desk.forms import CorrectionForm, DecisionForm, SheetForm
from desk.queries.staff import learner_course
from desk.queries.staff import learners as learners_of
from people.models import Account
from people.views import guards

for_staff = guards.for_staff(policies.may_see_learners)


@for_staff
@require_safe
def learners(request: guards.StaffRequest) -> HttpResponse:
    """Who is in which course."""
    query = {name: request.GET.get(name, "")[:200].replace("\0", "") for name in ("course", "name", "page")}
    return render(request, "desk/learners.html", {"learners": learners_of(request.user, **query)})


@for_staff
@require_http_methods(["GET", "POST"])
@speaks
def learner(request: guards.StaffRequest, enrolment: uuid.UUID) -> HttpResponse:
    """One person in one course: progress, entries, and what staff may decide."""
    found, actor = _found(request, enrolment)
    shown = learner_course(found, actor, get_language() or "de", clock.now())
    form = DecisionForm(shown.overview, request.POST if "node" in request.POST else None)
    if form.is_bound and form.is_valid():
        _decide(request, found, form)
        return redirect(request.path)
    context = {
        "shown": shown,
        "form": form,
        "correction": CorrectionForm(),
        "enrolling": EnrolForm(),
        "sheet": SheetForm(),
    }
    return render(request, "desk/learner.html", context, status=422 if form.is_bound else 200)


def _found(request: guards.StaffRequest, key: uuid.UUID) -> tuple[Enrolment, Account]:
    """The enrolment of somebody whose progress the actor sees, and the actor."""
    known = Enrolment.objects.select_related("course", "person__identity", "person__account")
    found = get_object_or_404(known, pk=key)
    if not policies.may_see_progress(request.user, found.person):
        raise Http404
    return found, request.user


def _decide(request: guards.StaffRequest, enrolment: Enrolment, form: DecisionForm) -> None:
    decide = completion.waive if form.cleaned_data["kind"] == FactKind.WAIVED else completion.complete
    decide(
        person=enrolment.person,
        course=enrolment.course,
        node=uuid.UUID(form.cleaned_data["node"]),
        reason=Reason(form.cleaned_data["reason"]),
        actor=request.user,
        at=clock.now(),
    )
    messages.success(request, _("Recorded. The person can read the reason."))


@for_staff
@require_http_methods(["POST"])
@speaks_at("staff:learner", "enrolment")
def correct(request: guards.StaffRequest, enrolment: uuid.UUID) -> HttpResponse:
    """Takes one entry back."""
    found, actor = _found(request, enrolment)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        fact = get_object_or_404(
            Fact.objects.select_related("person"),
            pk=form.cleaned_data["fact"],
            person=found.person_id,
            course=found.course_id,
        )
        completion.correct(fact=fact, reason=Reason(form.cleaned_data["reason"]), actor=actor, at=clock.now())
        messages.success(request, _("The entry was taken back. It stays visible in the history."))
    return redirect("staff:learner", enrolment)


@for_staff
@require_http_methods(["POST"])
@sensitive_variables("made", "context")
@speaks_at("staff:learner", "enrolment")
def sheet(request: guards.StaffRequest, enrolment: uuid.UUID) -> HttpResponse:
    """User name and a new password for somebody who cannot come back, to print or copy: shown in this answer only."""
    found, actor = _found(request, enrolment)
    form = SheetForm(request.POST)
    if not form.is_valid():
        return redirect("staff:learner", enrolment)
    made = entrance.hand_out_sheet(person=found.person, key=form.cleaned_data["key"], actor=actor)
    context = {"enrolment": found, "sheet": made, "sign_in": settings.SITE_URL + reverse("account_login")}
    return render(request, "desk/sheet.html", context)

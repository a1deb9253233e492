"""Staff pages about groups: make one, put people into it, choose its trainers. Groups of others are 404."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts import policies
from cohorts.domain import cohort as groups
from cohorts.forms import GroupForm, PeopleForm, TrainerForm
from cohorts.models import Cohort
from cohorts.queries.groups import group as group_of
from cohorts.queries.groups import groups_of, people_to_add, trainers_to_assign
from core import clock
from core.views import speaks, speaks_at
from people.models import Account, Person
from people.views.guards import StaffRequest, for_staff

OFFERED = 40


@for_staff(policies.may_see_groups)
@require_http_methods(["GET", "HEAD", "POST"])
@speaks
def listing(request: StaffRequest) -> HttpResponse:
    """One's groups; for coordinators all, and the form for a new one."""
    form = GroupForm(request.POST or None) if policies.may_plan(request.user) else None
    if form and form.is_valid():
        made = groups.form(actor=request.user, **form.cleaned_data)
        messages.success(request, _("The group is made. Now choose who trains it and who belongs to it."))
        return redirect("groups:group", made.pk)
    context = {"form": form, "rows": groups_of(request.user, _language())}
    return render(request, "cohorts/groups.html", context, status=422 if form and form.errors else 200)


@for_staff(policies.may_see_groups)
@require_safe
def group(request: StaffRequest, group: uuid.UUID) -> HttpResponse:
    """One group: its people, who trains it, and whom one can add."""
    found = _seen(request, group)
    wanted = request.GET.get("name", "")[:200].replace("\0", "")
    candidates = people_to_add(found, request.user)
    if wanted:
        identity = Q(identity__name__icontains=wanted) | Q(identity__latin_name__icontains=wanted)
        candidates = candidates.filter(identity)
    plans = policies.may_plan(request.user)
    context = {
        "group": group_of(found, _language()),
        "wanted": wanted,
        "plans": plans,
        "adding": PeopleForm(candidates, shown=OFFERED),
        "assigning": TrainerForm(trainers_to_assign(found, request.user)) if plans else None,
    }
    return render(request, "cohorts/group.html", context)


@for_staff(policies.may_see_groups)
@require_POST
@speaks_at("groups:group", "group")
def add(request: StaffRequest, group: uuid.UUID) -> HttpResponse:
    """Puts those chosen into the group, all or none."""
    found = _seen(request, group)
    form = PeopleForm(people_to_add(found, request.user), request.POST)
    if not form.is_valid():
        return _back(request, found, refused=form)
    chosen = list(form.cleaned_data["people"])
    with transaction.atomic():
        for person in chosen:
            groups.join(cohort=found, person=person, actor=request.user)
    said = ngettext("%(count)s person is now in this group.", "%(count)s people are now in this group.", len(chosen))
    return _back(request, found, said % {"count": len(chosen)})


@for_staff(policies.may_see_groups)
@require_POST
@speaks_at("groups:group", "group")
def remove(request: StaffRequest, group: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    found = _seen(request, group)
    member = get_object_or_404(Person.objects.filter(cohorts__cohort=found).distinct(), pk=person)
    groups.leave(cohort=found, person=member, actor=request.user, at=clock.now())
    return _back(request, found, _("%(name)s is no longer in this group.") % {"name": member.identity.name})


@for_staff(policies.may_plan)
@require_POST
@speaks_at("groups:group", "group")
def assign(request: StaffRequest, group: uuid.UUID) -> HttpResponse:
    found = _seen(request, group)
    form = TrainerForm(trainers_to_assign(found, request.user), request.POST)
    if not form.is_valid():
        return _back(request, found, refused=form)
    groups.assign(cohort=found, trainer=form.cleaned_data["trainer"], actor=request.user)
    return _back(request, found, _("From now on this trainer sees the people of this group."))


@for_staff(policies.may_plan)
@require_POST
@speaks_at("groups:group", "group")
def dismiss(request: StaffRequest, group: uuid.UUID, account: int) -> HttpResponse:
    found = _seen(request, group)
    trainer = get_object_or_404(Account.objects.filter(cohorts_trained__cohort=found).distinct(), pk=account)
    groups.dismiss(cohort=found, trainer=trainer, actor=request.user, at=clock.now())
    return _back(request, found, _("This trainer no longer sees the people of this group."))


@for_staff(policies.may_plan)
@require_POST
@speaks_at("groups:group", "group")
def end(request: StaffRequest, group: uuid.UUID) -> HttpResponse:
    found = _seen(request, group)
    groups.end(cohort=found, actor=request.user, at=clock.now())
    return _back(request, found, _("The group has ended. What everybody has done is kept."))


def _seen(request: StaffRequest, group: uuid.UUID) -> Cohort:
    return get_object_or_404(policies.groups_seen(request.user).select_related("course"), pk=group)


def _back(
    request: HttpRequest, group: Cohort, said: str = "", *, refused: PeopleForm | TrainerForm | None = None
) -> HttpResponse:
    """To the group's page, with a word on what was done or on what was missing."""
    if refused:
        for errors in refused.errors.values():
            messages.error(request, str(errors[0]))
    else:
        messages.success(request, said)
    return redirect("groups:group", group.pk)


def _language() -> str:
    return get_language() or "de"

"""Who may see and change groups."""

from typing import TYPE_CHECKING

from cohorts.models import Cohort, CohortTrainer
from courses.policies import STAFF, is_staff_of
from people.enums import Role
from people.models import Account, Person
from people.policies import Actor, has_role, is_self

if TYPE_CHECKING:
    from django.db.models import QuerySet


def may_see_groups(actor: Actor) -> bool:
    """Whether the pages about groups exist for somebody; whose, `groups_seen` says."""
    return has_role(actor, *STAFF)


def groups_seen(actor: Account) -> "QuerySet[Cohort]":
    """Coordinators see every group, trainers those they train now that have not ended."""
    if may_plan(actor):
        return Cohort.objects.all()
    return Cohort.objects.filter(ended_at=None, trainers__account=actor, trainers__until=None)


def may_plan(actor: Actor) -> bool:
    """Whether somebody may make groups and choose their trainers."""
    return has_role(actor, Role.COORDINATOR)


def trains(actor: Actor, cohort: Cohort) -> bool:
    """Whether somebody trains this group now and it has not ended, or coordinates all."""
    if may_plan(actor):
        return True
    if not isinstance(actor, Account) or not has_role(actor, Role.TRAINER):
        return False
    return CohortTrainer.objects.filter(cohort=cohort, account=actor, until=None, cohort__ended_at=None).exists()


def may_train(account: Account) -> bool:
    """Whether somebody can be given a group to train."""
    return has_role(account, Role.TRAINER)


def may_place(actor: Actor, cohort: Cohort, person: Person) -> bool:
    """Coordinators put anybody into a group, its trainers those they accompany already; nobody oneself."""
    return trains(actor, cohort) and is_staff_of(actor, person)


def may_take_attendance(actor: Actor, cohort: Cohort, person: Person) -> bool:
    """Trainers of the group, never for themselves."""
    return trains(actor, cohort) and not is_self(actor, person)

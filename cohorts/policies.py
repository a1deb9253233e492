"""Who may see and change groups."""

from cohorts.models import Cohort, CohortTrainer
from people.enums import Role
from people.models import Account, Person
from people.policies import Actor, has_role, is_self


def may_plan(actor: Actor) -> bool:
    """Whether somebody may make groups and choose their trainers."""
    return has_role(actor, Role.COORDINATOR)


def trains(actor: Actor, cohort: Cohort) -> bool:
    """Whether somebody trains this group now, or coordinates all."""
    if may_plan(actor):
        return True
    if not isinstance(actor, Account) or not has_role(actor, Role.TRAINER):
        return False
    return CohortTrainer.objects.filter(cohort=cohort, account=actor, until=None).exists()


def may_take_attendance(actor: Actor, cohort: Cohort, person: Person) -> bool:
    """Trainers of the group, never for themselves."""
    return trains(actor, cohort) and not is_self(actor, person)

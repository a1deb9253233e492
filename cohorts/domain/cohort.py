"""Groups: who is in them and who trains them."""

from datetime import datetime

from django.db import transaction

from cohorts import policies
from cohorts.models import Cohort, CohortMember, CohortTrainer
from courses.models import Course
from people.models import Account, Person
from people.policies import require


def form(*, course: Course, name: str, actor: Account) -> Cohort:
    """Makes a group of a course. Raises `NotAllowed`."""
    require(policies.may_plan(actor))
    return Cohort.objects.create(course=course, name=name)


@transaction.atomic
def assign(*, cohort: Cohort, trainer: Account, actor: Account) -> CohortTrainer:
    """Lets an account train a group; a repeat returns the same grant. Raises `NotAllowed`, also for oneself."""
    require(policies.may_plan(actor) and trainer.pk != actor.pk)
    return CohortTrainer.objects.get_or_create(cohort=cohort, account=trainer, until=None)[0]


@transaction.atomic
def join(*, cohort: Cohort, person: Person, actor: Account) -> CohortMember:
    """Puts a person into a group; a repeat returns the same membership. Raises `NotAllowed`."""
    require(policies.trains(actor, cohort))
    return CohortMember.objects.get_or_create(cohort=cohort, person=person, until=None)[0]


def leave(*, cohort: Cohort, person: Person, actor: Account, at: datetime) -> None:
    """Ends a membership; units attended are kept. Raises `NotAllowed`."""
    require(policies.trains(actor, cohort))
    CohortMember.objects.filter(cohort=cohort, person=person, until=None).update(until=at)

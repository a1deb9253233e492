"""Groups: who is in them and who trains them."""

from datetime import datetime

from django.db import transaction

from cohorts import policies
from cohorts.errors import GroupEnded, NotInCourse
from cohorts.models import Cohort, CohortMember, CohortTrainer
from core import audit
from core.db import locked
from courses.errors import CourseRetired
from courses.models import Course, Enrolment
from people.models import Account, Person
from people.policies import require


@transaction.atomic
def form(*, course: Course, name: str, actor: Account) -> Cohort:
    """Makes a group of a course. Raises `CourseRetired`, `NotAllowed`."""
    require(policies.may_plan(actor))
    if course.retired_at:
        raise CourseRetired
    made = Cohort.objects.create(course=course, name=name)
    audit.log("group.formed", made, actor=actor)
    return made


@transaction.atomic
def end(*, cohort: Cohort, actor: Account, at: datetime) -> None:
    """Ends a group: nobody is accompanied through it any more, units attended are kept. A repeat changes nothing.

    Raises `NotAllowed`.
    """
    require(policies.may_plan(actor))
    if Cohort.objects.filter(pk=cohort.pk, ended_at=None).update(ended_at=at):
        audit.log("group.ended", cohort, actor=actor)


@transaction.atomic
def assign(*, cohort: Cohort, trainer: Account, actor: Account) -> CohortTrainer:
    """Lets a trainer train a group; a repeat returns the same grant. Raises `GroupEnded`, `NotAllowed`, also for oneself."""
    require(policies.may_plan(actor) and policies.may_train(trainer) and trainer.pk != actor.pk)
    _require_running(cohort)
    grant, is_new = CohortTrainer.objects.get_or_create(cohort=cohort, account=trainer, until=None)
    if is_new:
        audit.log("group.trainer_assigned", grant, actor=actor)
    return grant


@transaction.atomic
def dismiss(*, cohort: Cohort, trainer: Account, actor: Account, at: datetime) -> None:
    """Ends a trainer's grant for a group. A repeat changes nothing. Raises `NotAllowed`."""
    require(policies.may_plan(actor))
    grant = locked(CohortTrainer.objects.filter(cohort=cohort, account=trainer, until=None)).first()
    if grant:
        grant.until = at
        grant.save(update_fields=["until"])
        audit.log("group.trainer_dismissed", grant, actor=actor)


@transaction.atomic
def join(*, cohort: Cohort, person: Person, actor: Account) -> CohortMember:
    """Puts a person who is in the course into a group; a repeat returns the same membership.

    The group's trainers accompany the person from now on. Raises `NotInCourse`, `GroupEnded`, `NotAllowed`.
    """
    require(policies.may_place(actor, cohort, person))
    _require_running(cohort)
    if not Enrolment.objects.running().filter(person=person, course=cohort.course_id).exists():
        raise NotInCourse
    membership, is_new = CohortMember.objects.get_or_create(cohort=cohort, person=person, until=None)
    if is_new:
        audit.log("group.joined", membership, actor=actor, person_id=person.pk)
    return membership


@transaction.atomic
def leave(*, cohort: Cohort, person: Person, actor: Account, at: datetime) -> None:
    """Ends a membership; units attended are kept. A repeat changes nothing. Raises `NotAllowed`."""
    require(policies.trains(actor, cohort))
    membership = locked(CohortMember.objects.filter(cohort=cohort, person=person, until=None)).first()
    if membership:
        membership.until = at
        membership.save(update_fields=["until"])
        audit.log("group.left", membership, actor=actor, person_id=person.pk)


def _require_running(cohort: Cohort) -> None:
    if locked(Cohort.objects.filter(pk=cohort.pk, ended_at=None)).first() is None:
        raise GroupEnded

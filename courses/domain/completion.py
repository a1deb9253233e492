"""What staff decide about a person's progress, each with a reason that the person reads."""

import uuid
from datetime import datetime

from django.db import transaction

from core import audit
from courses import policies
from courses.domain import attempt, caches, facts, outline
from courses.domain import enrolment as enrolments
from courses.enums import FactKind, FactSource, Reason
from courses.errors import AlreadyCorrected, AlreadyDone, LessonUnknown, ReasonMissing
from courses.models import Course, Enrolment, Fact
from courses.outline import Outline
from courses.progress import Progress
from courses.queries.progress import progress_of
from people.models import Account, Person
from people.policies import require


def complete(
    *, person: Person, course: Course, node: uuid.UUID, reason: Reason, actor: Account, at: datetime
) -> Progress:
    """Staff complete a lesson, a module or the whole course for a person.

    Raises `ReasonMissing`, `AlreadyDone`, `LessonUnknown`, `NotEnrolled`, `NotAllowed` (also for oneself).
    """
    return _decide(FactKind.COMPLETED, person=person, course=course, node=node, reason=reason, actor=actor, at=at)


def waive(*, person: Person, course: Course, node: uuid.UUID, reason: Reason, actor: Account, at: datetime) -> Progress:
    """Staff waive a node for a person: it is left out and demands nothing. Raises as `complete`."""
    return _decide(FactKind.WAIVED, person=person, course=course, node=node, reason=reason, actor=actor, at=at)


@transaction.atomic
def _decide(
    kind: FactKind, *, person: Person, course: Course, node: uuid.UUID, reason: Reason, actor: Account, at: datetime
) -> Progress:
    require(policies.may_decide(actor, person))
    if reason not in Reason.values:
        raise ReasonMissing
    enrolment = enrolments.known(person=person, course=course.pk)
    current = outline.current(enrolment.course)
    if node not in _nodes(current):
        raise LessonUnknown
    progress = progress_of(enrolment, current, at)
    if (progress.course if node == course.pk else progress[node]).is_done:
        raise AlreadyDone
    decided = facts.NewFact(
        node=node,
        kind=kind,
        source=FactSource.STAFF,
        source_key=f"{enrolment.pk}/{node}/{kind}/{at.isoformat()}",
        effective_at=at,
        reason=reason,
    )
    audit.log(f"fact.{kind}", enrolment, actor=actor, person_id=person.pk, reason=reason)
    return facts.record(enrolment, [decided], actor=actor, at=at)


def _nodes(current: Outline) -> set[uuid.UUID]:
    modules = {module.key for module in current.modules}
    lessons = {lesson.key for lesson in current.lessons()}
    activities = {activity.key for lesson in current.lessons() for activity in lesson.activities}
    return modules | lessons | activities | {current.course}


@transaction.atomic
def correct(*, fact: Fact, reason: Reason, actor: Account, at: datetime) -> Progress:
    """Takes a fact back by a counter-fact: history stays, and whatever rested on it alone is open again.

    Completions by rule that the fact made are taken back with it if their ground is gone.
    Raises `ReasonMissing`, `AlreadyCorrected`, `NotEnrolled`, `NotAllowed` (also for oneself).
    """
    require(policies.may_decide(actor, fact.person))
    if reason not in Reason.values:
        raise ReasonMissing
    enrolment = enrolments.known(person=fact.person, course=fact.course_id)
    if fact.kind == FactKind.CORRECTION or fact.corrected_by.exists():
        raise AlreadyCorrected
    audit.log("fact.corrected", fact, actor=actor, person_id=fact.person_id, reason=reason)
    groundless = [fact, *_resting_on(enrolment, fact)]
    counters = [
        facts.NewFact(
            node=taken.node,
            kind=FactKind.CORRECTION,
            source=FactSource.STAFF,
            source_key=f"correction/{taken.pk}",
            effective_at=at,
            reason=reason,
            corrects=taken.pk,
        )
        for taken in groundless
    ]
    progress = facts.record(enrolment, counters, actor=actor, at=at)
    attempt.recount(fact)
    if enrolment.completed_at:
        enrolment.completed_at = caches.completed_at(enrolment)
        enrolment.save(update_fields=["completed_at"])
    return progress


def _resting_on(enrolment: Enrolment, fact: Fact) -> list[Fact]:
    """Completions by rule above the corrected node; `record` appends those again whose ground still stands."""
    current = outline.current(enrolment.course)
    above = {enrolment.course_id}
    for module in current.modules:
        for lesson in module.lessons:
            keys = {lesson.key, *(activity.key for activity in lesson.activities)}
            above |= {lesson.key, module.key} if fact.node in keys else set()
    return list(
        Fact.objects.filter(
            person=enrolment.person, course=enrolment.course, node__in=above, source=FactSource.RULE, corrected_by=None
        ).exclude(pk=fact.pk)
    )

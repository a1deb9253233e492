"""“Done, next”: a person says that a lesson is done."""

import uuid
from datetime import datetime

from django.db import transaction

from courses import policies
from courses.domain import enrolment as enrolments
from courses.domain import facts, outline
from courses.enums import FactKind, FactSource
from courses.errors import CourseRetired, LessonLocked, LessonUnknown
from courses.models import Enrolment, Lesson
from courses.progress import Progress, State
from courses.queries.progress import progress_of
from people.models import Account, Person
from people.policies import require


@transaction.atomic
def finish(*, person: Person, lesson: Lesson, actor: Account, at: datetime) -> Progress:
    """Records that the person marked the lesson as done; a repeat changes nothing.

    It is complete once its required activities are, too. Raises `NotEnrolled`, `CourseRetired`, `LessonUnknown`,
    `LessonLocked`, `NotAllowed`.
    """
    enrolment = enrolments.held(person=person, course=lesson.course_id)
    require(policies.may_do(actor, enrolment))
    progress = _open_progress(enrolment, lesson.pk, at)
    if progress[lesson.pk].is_done or progress.is_marked(lesson.pk):
        return progress
    mark = facts.NewFact(
        node=lesson.pk,
        kind=FactKind.DONE,
        source=FactSource.PERSON,
        source_key=f"{enrolment.pk}/{lesson.pk}",
        effective_at=at,
    )
    return facts.record(enrolment, [mark], actor=actor, at=at)


def seen(*, enrolment: Enrolment, lesson: uuid.UUID, at: datetime) -> None:
    """Remembers where a person is, to resume there. No fact: looking is not doing."""
    Enrolment.objects.filter(pk=enrolment.pk).update(last_lesson_id=lesson, last_seen_at=at)


def _open_progress(enrolment: Enrolment, lesson: uuid.UUID, at: datetime) -> Progress:
    """The progress, if the lesson may be done now."""
    if enrolment.course.retired_at:
        raise CourseRetired
    current = outline.current(enrolment.course)
    if current.lesson(lesson) is None:
        raise LessonUnknown
    progress = progress_of(enrolment, current, at)
    if progress[lesson].state == State.LOCKED:
        raise LessonLocked
    return progress

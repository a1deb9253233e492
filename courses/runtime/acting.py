"""One act in an activity: lock, ask the kind, apply its effects, record what came of it. One transaction, nothing half-way."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from core.languages import SOURCE_LANGUAGE
from courses import policies
from courses.activity_types import ActivityType, Context, Effects, Outcome
from courses.domain import enrolment as enrolments
from courses.domain import outline
from courses.errors import ActivityUnknown, CourseRetired, LessonLocked, LessonUnknown, NotEnrolled
from courses.models import Activity, ActivityState, ActivityText, Attempt, Enrolment
from courses.outline import ActivityNode
from courses.progress import Progress, State
from courses.queries.progress import progress_of
from courses.runtime.applying import applied, record, sound
from courses.runtime.guard import guarded, kind_of, noted, up_to_date
from courses.runtime.payload import checked, has_files
from courses.runtime.showing import Words, context_of, words_of
from people.models import Account, Person
from people.policies import require


@dataclass(frozen=True, slots=True)
class Reply:
    """What an act came to. `progress` is there when something was completed by it."""

    data: Mapping[str, Any] = field(default_factory=dict)
    progress: Progress | None = None


def act(
    *,
    person: Person,
    course: uuid.UUID,
    lesson: uuid.UUID,
    activity: uuid.UUID,
    action: str,
    payload: Mapping[str, Any],
    language: str,
    actor: Account,
    at: datetime,
) -> Reply:
    """Does one act of a person in an activity of a lesson and records its outcome.

    Raises `NotEnrolled`, `CourseRetired`, `LessonUnknown`, `LessonLocked`, `ActivityUnknown`, `ActivityMissing` (the kind is
    not installed or failed; the team is told), `PayloadUnreadable`, `StateTooLarge`, `NotAllowed`, and whatever the kind
    refuses with; then nothing is changed.
    """
    with noted(activity, action):
        payload = _received(person, course, activity, action, checked(payload))
        with transaction.atomic():
            enrolment = enrolments.held(person=person, course=course)
            require(policies.may_do(actor, enrolment))
            kind, attempt, context = begin(enrolment, lesson, activity, language, action, at)
            context = replace(context, actor=actor.pk)
            return carry_out(
                kind,
                attempt,
                context,
                lambda: kind.handle(context, action, payload),
                doing=action,
                enrolment=enrolment,
                actor=actor,
            )


def _received(
    person: Person, course: uuid.UUID, activity: uuid.UUID, action: str, payload: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Files are read by the kind before anything is locked: making a picture smaller takes its time. A stranger's are not."""
    if not has_files(payload):
        return payload
    if not Enrolment.objects.running().filter(person=person, course=course).exists():
        raise NotEnrolled
    key = Activity.objects.filter(pk=activity).values_list("type", flat=True).first()
    if key is None:
        raise ActivityUnknown
    kind = kind_of(key)
    with guarded(activity, f"receive {action}"):
        return kind.receive(action, payload)


def carry_out(
    kind: ActivityType,
    attempt: Attempt,
    context: Context,
    ask: Callable[[], Effects],
    *,
    doing: str,
    enrolment: Enrolment,
    actor: Account,
) -> Reply:
    """Asks the kind, applies its effects and records the outcome, in the caller's transaction and lock."""
    previous = Outcome(attempt.completed, attempt.passed, attempt.share)
    with guarded(attempt.activity_id, doing):
        effects = ask()
        state = context.state if effects.state is None else effects.state
        outcome = sound(kind.outcome(previous, state, effects.events))
    with applied(attempt, kind, effects, context.at):
        progress = record(enrolment, attempt, outcome, actor=actor, at=context.at)
    return Reply(effects.reply, progress)


def begin(
    enrolment: Enrolment, lesson: uuid.UUID, activity: uuid.UUID, language: str, action: str, at: datetime
) -> tuple[ActivityType, Attempt, Context]:
    """The kind, the present attempt (begun now if there is none) and the context of an act, under the caller's lock.

    The state of an attempt begun now is not saved yet: applying the act's effects does that.
    """
    attempt = _latest(enrolment, lesson, activity, language).first()
    row = attempt.activity if attempt else _first_time(enrolment, lesson, activity, at)
    words = _annotated(attempt) if attempt else words_of(row, language)
    kind = kind_of(row.type)

    def context_with(found: Attempt) -> Context:
        person = enrolment.person_id
        return context_of(row, lesson=lesson, attempt=found, person=person, words=words, language=language, at=at)

    with guarded(activity, action):
        if attempt is None:
            attempt = _new_attempt(enrolment, row, lesson, kind, 1, at)
        elif kind.wants_new_attempt(up_to_date(kind, context_with(attempt)), action):
            _check_open(enrolment, lesson, activity, at)
            attempt = _new_attempt(enrolment, row, lesson, kind, attempt.n + 1, at)
        return kind, attempt, up_to_date(kind, context_with(attempt))


def _latest(enrolment: Enrolment, lesson: uuid.UUID, activity: uuid.UUID, language: str) -> QuerySet[Attempt]:
    """The attempts with all that an act needs, words included: one statement, the latest first."""
    attempts = Attempt.objects.filter(
        person_id=enrolment.person_id, lesson_id=lesson, activity_id=activity, lesson__course=enrolment.course_id
    )
    attempts = attempts.select_related("activity", "state").order_by("-n")
    if language == SOURCE_LANGUAGE:  # its words stand in the configuration
        return attempts
    words = ActivityText.objects.filter(activity=OuterRef("activity"), locale=language)
    return attempts.annotate(words_title=Subquery(words.values("title")), words_text=Subquery(words.values("text")))


def _annotated(attempt: Attempt) -> Words | None:
    title = getattr(attempt, "words_title", None)
    return None if title is None else Words(title, getattr(attempt, "words_text", None) or {})


def _check_open(enrolment: Enrolment, lesson: uuid.UUID, activity: uuid.UUID, at: datetime) -> None:
    """Before an attempt begins: the activity stands in the lesson today, and the lesson is open. What was begun may go on."""
    if enrolment.course.retired_at:
        raise CourseRetired
    current = outline.current(enrolment.course)
    node = current.lesson(lesson)
    if node is None:
        raise LessonUnknown
    if not any(isinstance(placed, ActivityNode) and placed.activity == activity for placed in node.activities):
        raise ActivityUnknown
    if progress_of(enrolment, current, at)[lesson].state == State.LOCKED:
        raise LessonLocked


def _first_time(enrolment: Enrolment, lesson: uuid.UUID, activity: uuid.UUID, at: datetime) -> Activity:
    _check_open(enrolment, lesson, activity, at)
    row = Activity.objects.filter(pk=activity).first()
    if row is None:
        raise ActivityUnknown
    return row


def _new_attempt(
    enrolment: Enrolment, activity: Activity, lesson: uuid.UUID, kind: ActivityType, n: int, at: datetime
) -> Attempt:
    attempt = Attempt.objects.create(
        person_id=enrolment.person_id,
        lesson_id=lesson,
        activity=activity,
        n=n,
        activity_version=activity.version,
        evidence=kind.evidence_for(activity.config),
        started_at=at,
    )
    attempt.is_new = True
    attempt.state = ActivityState(attempt=attempt, data={}, version=kind.state_version, saved_at=at)
    return attempt

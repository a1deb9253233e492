"""One act in an activity: lock, ask the kind, apply its effects, record what came of it. One transaction, nothing half-way."""

import json
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model

from core.errors import DomainError
from courses import activity_types, policies
from courses.activity_types import ActivityType, Context, Effects, Event, Outcome
from courses.domain import enrolment as enrolments
from courses.domain import facts, outline
from courses.enums import Evidence, FactKind, FactSource
from courses.errors import ActivityMissing, ActivityUnknown, LessonLocked, LessonUnknown, StateTooLarge
from courses.models import Activity, ActivityState, Attempt, Enrolment, ProgressEvent
from courses.outline import ActivityNode, activity_node
from courses.progress import Progress, State
from courses.queries.progress import progress_of
from courses.runtime.showing import context_of
from people.models import Account, Person
from people.policies import require

logger = logging.getLogger(__name__)

STATE_LIMIT = 256 * 1024  # bytes of JSON


@dataclass(frozen=True, slots=True)
class Reply:
    """What an act came to. `progress` is there when something was completed by it."""

    data: Mapping[str, Any] = field(default_factory=dict)
    progress: Progress | None = None


@transaction.atomic
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

    Raises `NotEnrolled`, `LessonUnknown`, `LessonLocked`, `ActivityUnknown`, `ActivityMissing` (the kind is not installed
    or failed), `StateTooLarge`, `NotAllowed`, and whatever the kind refuses with; then nothing is changed.
    """
    enrolment = enrolments.held(person=person, course=course)
    require(policies.may_do(actor, enrolment))
    kind, attempt, context = begin(enrolment, lesson, activity, language, action, at)
    try:
        effects = kind.handle(context, action, payload)
        outcome = kind.outcome(
            Outcome(attempt.completed, attempt.passed, attempt.share), effects.state or context.state, effects.events
        )
    except DomainError:
        raise
    except Exception as error:
        logger.exception("activity %s failed at %s", activity, action)
        raise ActivityMissing from error
    _apply(attempt, effects, at)
    return Reply(effects.reply, _record(enrolment, attempt, outcome, actor, at))


def begin(
    enrolment: Enrolment, lesson: uuid.UUID, activity: uuid.UUID, language: str, action: str, at: datetime
) -> tuple[ActivityType, Attempt, Context]:
    """The kind, the present attempt (begun now if there is none) and the context of an act, under the caller's lock."""
    attempts = Attempt.objects.filter(person_id=enrolment.person_id, lesson_id=lesson, activity_id=activity)
    attempt = attempts.select_related("activity", "state").prefetch_related("activity__texts").order_by("-n").first()
    row = attempt.activity if attempt else _first_time(enrolment, lesson, activity, at)
    try:
        kind = activity_types.get(row.type)
    except activity_types.UnknownType as error:
        raise ActivityMissing from error
    person = enrolment.person_id
    context = context_of(row, lesson=lesson, attempt=attempt, person=person, language=language, at=at)
    if attempt is None or kind.wants_new_attempt(context, action):
        attempt = _new_attempt(enrolment, row, lesson, kind, attempt.n + 1 if attempt else 1, at)
        context = context_of(row, lesson=lesson, attempt=attempt, person=person, language=language, at=at)
    return kind, attempt, context


def _first_time(enrolment: Enrolment, lesson: uuid.UUID, activity: uuid.UUID, at: datetime) -> Activity:
    """Checks that the activity stands in the lesson today and that the lesson is open. What was begun may always go on."""
    current = outline.current(enrolment.course)
    node = current.lesson(lesson)
    if node is None:
        raise LessonUnknown
    if not any(isinstance(placed, ActivityNode) and placed.activity == activity for placed in node.activities):
        raise ActivityUnknown
    if progress_of(enrolment, current, at)[lesson].state == State.LOCKED:
        raise LessonLocked
    row = Activity.objects.prefetch_related("texts").filter(pk=activity).first()
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
    attempt.state = ActivityState.objects.create(attempt=attempt, data={}, saved_at=at)
    return attempt


def _apply(attempt: Attempt, effects: Effects, at: datetime) -> None:
    if effects.state is not None:
        if len(json.dumps(effects.state, cls=DjangoJSONEncoder)) > STATE_LIMIT:
            raise StateTooLarge
        ActivityState.objects.filter(pk=attempt.pk).update(data=effects.state, saved_at=at)
    _save(effects.records)
    ProgressEvent.objects.bulk_create(_log(attempt, event, at) for event in effects.events)


def _save(records: Sequence[Model]) -> None:
    """Saves rows in their order; new rows of one kind that stand together go in one statement."""
    for (model, is_new), rows in groupby(records, lambda row: (type(row), row._state.adding)):
        if is_new:
            model._default_manager.bulk_create(rows)
        else:
            for row in rows:
                row.save()


def _log(attempt: Attempt, event: Event, at: datetime) -> ProgressEvent:
    return ProgressEvent(
        at=at,
        person_id=attempt.person_id,
        lesson_id=attempt.lesson_id,
        activity_id=attempt.activity_id,
        attempt_id=attempt.pk,
        verb=event.verb,
        data=dict(event.data),
    )


def _record(enrolment: Enrolment, attempt: Attempt, outcome: Outcome, actor: Account, at: datetime) -> Progress | None:
    """Keeps the outcome with the attempt, and as facts if it says anything new."""
    if outcome.share is not None:
        outcome = replace(outcome, share=outcome.share.quantize(Decimal("0.0001")))
    before = (attempt.completed, attempt.passed, attempt.share)
    if (outcome.completed, outcome.passed, outcome.share) == before:
        return None
    attempt.completed, attempt.passed, attempt.share = outcome.completed, outcome.passed, outcome.share
    attempt.finished_at = at if outcome.completed else None
    attempt.save(update_fields=["completed", "passed", "share", "finished_at"])
    if not (outcome.completed and outcome.counts):
        return None
    said = facts.NewFact(
        node=activity_node(attempt.lesson_id, attempt.activity_id),
        kind=_fact_kind(outcome),
        source=FactSource.ACTIVITY,
        source_key=f"{attempt.pk}/{_fact_kind(outcome)}/{at.isoformat()}",
        effective_at=at,
        quantity=outcome.share,
        evidence=Evidence(attempt.evidence),
    )
    return facts.record(enrolment, [said], actor=actor, at=at)


def _fact_kind(outcome: Outcome) -> FactKind:
    if outcome.passed is None:
        return FactKind.COMPLETED
    return FactKind.PASSED if outcome.passed else FactKind.FAILED

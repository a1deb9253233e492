"""What a kind asked for becomes rows: state, records, events, the outcome and its fact."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from courses.activity_types import ActivityType, Effects, Event, Outcome
from courses.domain import facts
from courses.enums import Evidence, FactKind, FactSource
from courses.errors import StateTooLarge
from courses.models import ActivityState, Attempt, Enrolment, ProgressEvent
from courses.outline import activity_node
from courses.progress import Progress
from courses.runtime.guard import guarded
from people.models import Account

STATE_LIMIT = 256 * 1024  # bytes of JSON
EVENTS_LIMIT = 64 * 1024  # bytes of JSON, all events of one act
SCORE = Decimal("0.0001")


@contextmanager
def applied(attempt: Attempt, kind: ActivityType, effects: Effects, at: datetime) -> Iterator[None]:
    """Applies `effects` in the caller's transaction; if anything fails until the block ends, new files are gone again.

    Raises `StateTooLarge`, and `ActivityMissing` for effects that are none.
    """
    with guarded(attempt.activity_id, "effects"):
        fresh = [record for record in effects.records if record._state.adding]
    try:
        with guarded(attempt.activity_id, "effects"):
            _apply(attempt, kind, effects, at)
        yield
    except BaseException:
        _forget_files(fresh)
        raise


def _apply(attempt: Attempt, kind: ActivityType, effects: Effects, at: datetime) -> None:
    _size(effects.reply)
    if _size([dict(event.data) for event in effects.events]) > EVENTS_LIMIT:
        raise StateTooLarge
    if effects.state is not None and _size(effects.state) > STATE_LIMIT:
        raise StateTooLarge
    _keep_state(attempt, kind, effects.state, at)
    _save(effects.records)
    ProgressEvent.objects.bulk_create(_log(attempt, event, at) for event in effects.events)


def _keep_state(attempt: Attempt, kind: ActivityType, state: Mapping[str, Any] | None, at: datetime) -> None:
    """The new state, if there is one; of an attempt that this act has begun, in any case."""
    if attempt.is_new:
        attempt.state.data = state or {}
        attempt.state.save(force_insert=True)
    elif state is not None:
        ActivityState.objects.filter(pk=attempt.pk).update(data=state, version=kind.state_version, saved_at=at)


def _save(records: Sequence[models.Model]) -> None:
    """Saves rows in their order; new rows of one kind that stand together go in one statement."""
    for (model, is_new), rows in groupby(records, lambda row: (type(row), row._state.adding)):
        if is_new:
            model._default_manager.bulk_create(rows)
        else:
            for row in rows:
                row.save()


def _size(data: object) -> int:
    return len(json.dumps(data, cls=DjangoJSONEncoder, allow_nan=False))


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


def _forget_files(records: list[models.Model]) -> None:
    """Files are no part of a transaction: those of rows that will not be are deleted."""
    for record in records:
        for column in record._meta.concrete_fields:
            file = getattr(record, column.name) if isinstance(column, models.FileField) else None
            if file and file._committed:
                file.delete(save=False)


def sound(outcome: Outcome) -> Outcome:
    """The outcome as it is stored. Raises `ValueError` for a share outside 0..1."""
    if outcome.share is None:
        return outcome
    if not 0 <= outcome.share <= 1:
        raise ValueError(outcome.share)
    return replace(outcome, share=outcome.share.quantize(SCORE))


def record(
    enrolment: Enrolment, attempt: Attempt, outcome: Outcome, *, actor: Account, at: datetime
) -> Progress | None:
    """Keeps the outcome with the attempt, and as a fact if it says anything new. No kind takes a completion back."""
    before = (attempt.completed, attempt.passed, attempt.share)
    outcome = replace(outcome, completed=outcome.completed or attempt.completed)
    if (outcome.completed, outcome.passed, outcome.share) == before:
        return None
    attempt.completed, attempt.passed, attempt.share = outcome.completed, outcome.passed, outcome.share
    attempt.finished_at = attempt.finished_at or at if outcome.completed else None
    attempt.save(update_fields=["completed", "passed", "share", "finished_at"])
    if not (outcome.completed and outcome.counts):
        return None
    said = facts.NewFact(
        node=activity_node(attempt.lesson_id, attempt.activity_id),
        kind=_fact_kind(outcome),
        source=FactSource.ACTIVITY,
        source_key=f"{attempt.pk}/{_fact_kind(outcome)}/{outcome.share}/{at.isoformat()}",
        effective_at=at,
        quantity=outcome.share,
        evidence=Evidence(attempt.evidence),
    )
    return facts.record(enrolment, [said], actor=actor, at=at)


def _fact_kind(outcome: Outcome) -> FactKind:
    if outcome.passed is None:
        return FactKind.COMPLETED
    return FactKind.PASSED if outcome.passed else FactKind.FAILED

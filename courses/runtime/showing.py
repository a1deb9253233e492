"""What a reader sees of the activities in a lesson."""

import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.languages import SOURCE_LANGUAGE
from courses import activity_types
from courses.activity_types import AttemptData, Context, Placeholder, Shown
from courses.models import Activity, Attempt

logger = logging.getLogger(__name__)


def contexts(
    *, lesson: uuid.UUID, activities: Iterable[uuid.UUID], person: uuid.UUID | None, language: str, at: datetime
) -> dict[uuid.UUID, tuple[Activity, Context]]:
    """Everything the kinds of a lesson need to be shown, in three queries however many activities there are."""
    rows = {row.pk: row for row in Activity.objects.filter(pk__in=list(activities)).prefetch_related("texts")}
    latest: dict[uuid.UUID, Attempt] = {}
    if person:
        attempts = Attempt.objects.filter(person_id=person, lesson_id=lesson, activity_id__in=rows)
        latest = {row.activity_id: row for row in attempts.select_related("state").order_by("n")}
    return {
        pk: (row, context_of(row, lesson=lesson, attempt=latest.get(pk), person=person, language=language, at=at))
        for pk, row in rows.items()
    }


def context_of(
    activity: Activity,
    *,
    lesson: uuid.UUID,
    attempt: Attempt | None,
    person: uuid.UUID | None,
    language: str,
    at: datetime,
) -> Context:
    """The context of one activity. Its `texts` should be prefetched, its attempt's `state` selected."""
    german = dict(activity.config.get("text", {}))
    text = next((row for row in activity.texts.all() if row.locale == language), None)
    return Context(
        activity=activity.pk,
        lesson=lesson,
        title=text.title if text else activity.title,
        config=activity.config,
        text=german | {key: value for key, value in text.text.items() if value} if text else german,
        language=language if text else SOURCE_LANGUAGE,
        wanted=language,
        at=at,
        person=person,
        attempt=attempt_data(attempt) if attempt else None,
        state=attempt.state.data if attempt and hasattr(attempt, "state") else {},
        german=german,
    )


def attempt_data(attempt: Attempt) -> AttemptData:
    return AttemptData(
        id=attempt.pk,
        n=attempt.n,
        completed=attempt.completed,
        passed=attempt.passed,
        share=attempt.share,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
    )


def show(activity: Activity, context: Context) -> Shown:
    """What the reader sees of an activity; a placeholder where its kind is missing or fails."""
    return _safely(activity, context, lambda kind: kind.render(context))


def practise(activity: Activity, context: Context, payload: Mapping[str, Any]) -> Shown:
    """What somebody sees after trying without a person. Nothing is stored."""
    anonymous = replace(context, person=None, attempt=None, state={})
    return _safely(activity, anonymous, lambda kind: kind.practise(anonymous, payload))


def _safely(activity: Activity, context: Context, ask: Any) -> Shown:
    try:
        shown: Shown = ask(activity_types.get(activity.type))
    except activity_types.UnknownType:
        logger.warning("activity %s is of the unknown kind %s", activity.pk, activity.type)
        return Placeholder(context.title, "missing")
    except Exception:
        logger.exception("activity %s of kind %s failed to show", activity.pk, activity.type)
        return Placeholder(context.title, "failed")
    return shown

"""What a reader sees of the activities in a lesson."""

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from core.languages import SOURCE_LANGUAGE
from courses import installed_kinds
from courses.activity_types import ActivityType, AttemptData, Context, Placeholder, Shown
from courses.domain import attention
from courses.models import Activity, Attempt
from courses.runtime.guard import up_to_date

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """Title and words of an activity in the reader's language."""

    title: str
    text: Mapping[str, Any]


def contexts(
    *,
    lesson: uuid.UUID,
    activities: Iterable[uuid.UUID],
    person: uuid.UUID | None,
    language: str,
    at: datetime,
    known: Iterable[Activity] = (),
) -> dict[uuid.UUID, tuple[Activity, Context]]:
    """Everything the kinds of a lesson need to be shown, in three queries however many activities there are.

    `known`: rows that the caller has read already; only others are asked for.
    """
    rows = _rows(set(activities), known, language)
    latest: dict[uuid.UUID, Attempt] = {}
    if person:
        attempts = Attempt.objects.filter(person_id=person, lesson_id=lesson, activity_id__in=rows)
        latest = {row.activity_id: row for row in attempts.select_related("state").order_by("n")}
    return {
        pk: (
            row,
            context_of(
                row,
                lesson=lesson,
                attempt=latest.get(pk),
                person=person,
                words=words_of(row, language),
                language=language,
                at=at,
            ),
        )
        for pk, row in rows.items()
    }


def _rows(wanted: set[uuid.UUID], known: Iterable[Activity], language: str) -> dict[uuid.UUID, Activity]:
    rows = {row.pk: row for row in known if row.pk in wanted}
    if missing := wanted - rows.keys():
        rows |= Activity.objects.in_bulk(missing)
    if language != SOURCE_LANGUAGE:
        prefetch_related_objects(list(rows.values()), "texts")
    return rows


def words_of(activity: Activity, language: str) -> Words | None:
    """What an activity says in a language of its own, if anything: German stands in its configuration.

    Its `texts` should be prefetched.
    """
    if language == SOURCE_LANGUAGE:
        return None
    row = next((row for row in activity.texts.all() if row.locale == language), None)
    return Words(row.title, row.text) if row else None


def context_of(
    activity: Activity,
    *,
    lesson: uuid.UUID,
    attempt: Attempt | None,
    person: uuid.UUID | None,
    words: Words | None,
    language: str,
    at: datetime,
) -> Context:
    """The context of one activity. Its attempt's `state` should be selected; the state is as it was stored."""
    german = dict(activity.config.get("text") or {})
    translated = {name: value for name, value in words.text.items() if value} if words else {}
    state = getattr(attempt, "state", None) if attempt else None
    return Context(
        activity=activity.pk,
        lesson=lesson,
        title=words.title if words and words.title else activity.title,
        config=activity.config,
        text=german | translated,
        language=language if words else SOURCE_LANGUAGE,
        wanted=language,
        at=at,
        person=person,
        attempt=attempt_data(attempt) if attempt else None,
        state=state.data if state else {},
        state_version=state.version if state else 1,
        german=german,
        translated=frozenset(translated),
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
        is_new=attempt.is_new,
    )


def show(activity: Activity, context: Context) -> Shown:
    """What the reader sees of an activity; a placeholder where its kind is missing or fails."""
    return _safely(activity, context, lambda kind: kind.render(up_to_date(kind, context)))


def practise(activity: Activity, context: Context, payload: Mapping[str, Any]) -> Shown:
    """What somebody sees after trying without a person. Nothing is stored."""
    anonymous = replace(context, person=None, attempt=None, state={}, actor=None)
    return _safely(activity, anonymous, lambda kind: kind.practise(anonymous, payload))


def _safely(activity: Activity, context: Context, ask: Callable[[ActivityType], Shown]) -> Shown:
    try:
        return ask(installed_kinds.get(activity.type))
    except installed_kinds.UnknownType:
        logger.warning("activity %s is of the unknown kind %s", activity.pk, activity.type)
        return Placeholder(context.title, "missing")
    except Exception as error:
        logger.exception("activity %s of kind %s failed to show", activity.pk, activity.type)
        attention.note(activity=activity.pk, doing="show", error=error)
        return Placeholder(context.title, "failed")

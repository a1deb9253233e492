"""The activities of a lesson as the page shows them, and what somebody tries without joining."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from cms import carry
from cms.queries.learn import LessonView
from core import clock
from courses import runtime
from courses.activity_types import Context, Shown
from courses.models import Activity
from courses.outline import ActivityNode
from people.models import Person

TRY = "try"  # the query parameter that names the activity being tried


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """One activity in the page. `is_open`: the lesson waits for it; `tried`: shows what came of answers; `carry`: them, signed,
    to take along when joining."""

    key: uuid.UUID
    title: str
    shown: Shown
    node: ActivityNode
    language: str
    is_open: bool = False
    tried: bool = False
    carry: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What a plain form held that was refused, to be shown in it once more: nobody types a thing twice."""

    activity: uuid.UUID
    typed: Mapping[str, Any]
    refusal: str


def shown_activities(
    view: LessonView, person: Person | None, query: QueryDict, language: str, refused: Refused | None = None
) -> dict[str, ShownActivity]:
    """Every activity of the lesson by its id as text. Doing is for those who joined; others practise."""
    nodes = {node.activity: node for node in view.node.activities} if view.node else {}
    doer = person if view.enrolment else None
    found = _contexts(view, nodes, doer, language)
    tried = query.get(TRY, "") if doer is None else ""
    waiting = {rule.node for rule in view.state.open_rules} if view.state else set()
    shown: dict[str, ShownActivity] = {}
    for key, (row, stored) in found.items():
        context = _with_refusal(stored, refused) if refused and refused.activity == key else stored
        is_tried = tried == str(key)
        answers = _answers(query) if is_tried else {}
        shown[str(key)] = ShownActivity(
            key=key,
            title=context.title,
            shown=runtime.practise(row, context, answers) if is_tried else runtime.show(row, context),
            node=nodes[key],
            language=context.language,
            is_open=nodes[key].key in waiting,
            tried=is_tried,
            carry=carry.pack(carry.Tried(view.course.pk, view.lesson.pk, key, answers)) if is_tried else "",
        )
    return shown


def _with_refusal(context: Context, refused: Refused) -> Context:
    return replace(context, typed=refused.typed, refusal=refused.refusal)


def _contexts(
    view: LessonView, activities: Iterable[uuid.UUID], doer: Person | None, language: str
) -> dict[uuid.UUID, tuple[Activity, Context]]:
    """The contexts, after what time alone has made due was done (a test whose deadline has passed is handed in)."""
    at = clock.now()
    who = doer.pk if doer else None
    keys, placed = list(activities), _placed(view)
    found = runtime.contexts(lesson=view.lesson.pk, activities=keys, person=who, language=language, at=at, known=placed)
    if (
        doer
        and doer.account
        and runtime.settle(person=doer, course=view.course.pk, found=found, actor=doer.account, at=at)
    ):
        return runtime.contexts(
            lesson=view.lesson.pk, activities=keys, person=who, language=language, at=at, known=placed
        )
    return found


def _placed(view: LessonView) -> list[Activity]:
    """The activities that the page's text has read to show its blocks."""
    chosen = (block.value.get("activity") for block in view.version.page.body if block.block_type == "activity")
    return [activity for activity in chosen if activity]


def _answers(query: QueryDict) -> Mapping[str, Any]:
    return {name: values if len(values) > 1 else values[0] for name, values in query.lists() if name != TRY and values}

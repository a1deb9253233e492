"""From one outline to the next: pure.

What becomes required in outline *n* binds only enrolments begun at *n* or later, unless the author says that it binds everyone.
"""

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courses.outline import ActivityNode, CourseTree, LessonNode, Outline, SinceRule

if TYPE_CHECKING:
    from collections.abc import Mapping


def next_outline(previous: Outline | None, tree: CourseTree) -> Outline | None:
    """The outline that follows `previous` when the pages read `tree`, or none if only texts changed."""
    number = previous.number + 1 if previous else 1
    since_now = 0 if previous is None or tree.binds_running else number
    lessons = {lesson.key: lesson for lesson in previous.lessons()} if previous else {}
    modules = tuple(
        replace(module, lessons=tuple(_lesson(lesson, lessons.get(lesson.key), since_now) for lesson in module.lessons))
        for module in tree.outline.modules
    )
    following = replace(tree.outline, number=number, modules=modules, rules=_rules(previous, tree, since_now))
    return None if previous and following == replace(previous, number=number) else following


def _since(*, required: bool, before: LessonNode | ActivityNode | None, since_now: int) -> int:
    if not required:
        return 0
    return before.since if before and before.required and since_now else since_now


def _lesson(lesson: LessonNode, before: LessonNode | None, since_now: int) -> LessonNode:
    known: Mapping[uuid.UUID, ActivityNode] = {node.key: node for node in before.activities} if before else {}
    activities = tuple(
        replace(node, since=_since(required=node.required, before=known.get(node.key), since_now=since_now))
        for node in lesson.activities
    )
    return replace(
        lesson, activities=activities, since=_since(required=lesson.required, before=before, since_now=since_now)
    )


def _rules(previous: Outline | None, tree: CourseTree, since_now: int) -> tuple[SinceRule, ...]:
    if not since_now or not previous:
        return (SinceRule(0, tree.rule),)
    if previous.rules and previous.rules[-1].is_met_by == tree.rule:
        return previous.rules
    return (*previous.rules, SinceRule(since_now, tree.rule))


@dataclass(frozen=True, slots=True)
class OutlineChange:
    """What differs between two outlines, by node. `newly_required` also names what now binds those it did not bind before."""

    added: tuple[uuid.UUID, ...]
    removed: tuple[uuid.UUID, ...]
    newly_required: tuple[uuid.UUID, ...]
    no_longer_required: tuple[uuid.UUID, ...]
    exercises_changed: tuple[uuid.UUID, ...]
    reordered: bool
    rule_changed: bool

    @property
    def is_nothing(self) -> bool:
        lessons = (self.added, self.removed, self.newly_required, self.no_longer_required, self.exercises_changed)
        return not any(lessons) and not (self.reordered or self.rule_changed)


def compare(previous: Outline, following: Outline) -> OutlineChange:
    """What an author changes between two outlines of a course."""
    before = {lesson.key: lesson for lesson in previous.lessons()}
    after = {lesson.key: lesson for lesson in following.lessons()}
    kept = [key for key in after if key in before]
    return OutlineChange(
        added=tuple(key for key in after if key not in before),
        removed=tuple(key for key in before if key not in after),
        newly_required=tuple(key for key in kept if _binds_more(before[key], after[key])),
        no_longer_required=tuple(key for key in kept if before[key].required and not after[key].required),
        exercises_changed=tuple(key for key in kept if _demands(before[key]) != _demands(after[key])),
        reordered=[key for key in before if key in after] != kept,
        rule_changed=_rules_of(previous) != _rules_of(following),
    )


def _binds_more(before: LessonNode, after: LessonNode) -> bool:
    return after.required and (not before.required or after.since < before.since)


def _demands(lesson: LessonNode) -> tuple[object, ...]:
    """What makes the lesson done."""
    return lesson.done_by, {activity.key for activity in lesson.activities if activity.required}


def _rules_of(outline: Outline) -> tuple[object, ...]:
    """Everything that decides when the course is completed and in which order."""
    return outline.rules, outline.order, [(module.key, module.units, module.requires) for module in outline.modules]

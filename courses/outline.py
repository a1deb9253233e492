"""The outline as data: nodes, order, units and rules. Frozen, comparable, stored as JSON, free of Django.

`CourseTree` is what `cms.derive` reads from the live pages; `Outline` is the numbered snapshot made of it.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

ACTIVITY_NODES = uuid.UUID("6d0b5a53-2f0e-5c3f-9a58-6f2b1d6f6e11")


def activity_node(lesson: uuid.UUID, activity: uuid.UUID) -> uuid.UUID:
    """The node id of an activity in a lesson: the same activity in two lessons is two nodes (UUID v5)."""
    return uuid.uuid5(ACTIVITY_NODES, f"{lesson}/{activity}")


# Rules, as data. A rule is met or open; an open one becomes a sentence in `courses.sentences`.


@dataclass(frozen=True, slots=True)
class RequiredLessons:
    """Every required lesson is done."""

    rule: Literal["required_lessons"] = "required_lessons"


@dataclass(frozen=True, slots=True)
class Units:
    """At least `minimum` teaching units (45 minutes) attended or waived."""

    minimum: Decimal
    rule: Literal["units"] = "units"


@dataclass(frozen=True, slots=True)
class NodeDone:
    """A module, lesson or activity of this course is completed."""

    node: uuid.UUID
    rule: Literal["node"] = "node"


@dataclass(frozen=True, slots=True)
class CourseDone:
    """Another course is completed."""

    course: uuid.UUID
    rule: Literal["course"] = "course"


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Rule", ...] = ()
    rule: Literal["all"] = "all"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Rule", ...]
    rule: Literal["any"] = "any"


Rule = Annotated[RequiredLessons | Units | NodeDone | CourseDone | AllOf | AnyOf, Field(discriminator="rule")]
NO_RULE = AllOf()


@dataclass(frozen=True, slots=True)
class SinceRule:
    """A rule, and the number of the outline since which it holds."""

    since: int
    is_met_by: Rule


@dataclass(frozen=True, slots=True)
class ActivityNode:
    key: uuid.UUID
    activity: uuid.UUID
    required: bool = True
    since: int = 0


@dataclass(frozen=True, slots=True)
class LessonNode:
    """`since`: the outline since which it is required; enrolments begun before are not bound by it."""

    key: uuid.UUID
    activities: tuple[ActivityNode, ...] = ()
    done_by: Literal["button", "activities"] = "button"
    required: bool = True
    since: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class ModuleNode:
    key: uuid.UUID
    lessons: tuple[LessonNode, ...] = ()
    units: Decimal = Decimal(0)
    requires: Rule = NO_RULE


@dataclass(frozen=True, slots=True)
class Outline:
    """One course as everybody reads it at `number`. `rules`: by rising `since`; the last one that binds counts."""

    course: uuid.UUID
    number: int = 0
    order: Literal["free", "sequence"] = "free"
    modules: tuple[ModuleNode, ...] = ()
    requires: Rule = NO_RULE
    rules: tuple[SinceRule, ...] = ()

    def lessons(self) -> Iterator[LessonNode]:
        return (lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, key: uuid.UUID) -> LessonNode | None:
        return next((lesson for lesson in self.lessons() if lesson.key == key), None)

    @property
    def units(self) -> Decimal:
        return sum((module.units for module in self.modules), Decimal(0))

    def rule_for(self, started: int) -> Rule:
        """The rule of completion that binds an enrolment begun at outline `started`."""
        binding = [rule.is_met_by for rule in self.rules if rule.since <= started]
        return binding[-1] if binding else AllOf((RequiredLessons(),))

    def bound_for(self, started: int) -> "Outline":
        """The outline as it binds an enrolment begun at outline `started`: what became required later is optional."""

        def bind_lesson(lesson: LessonNode) -> LessonNode:
            activities = tuple(
                replace(activity, required=activity.required and activity.since <= started)
                for activity in lesson.activities
            )
            return replace(lesson, activities=activities, required=lesson.required and lesson.since <= started)

        modules = tuple(
            replace(module, lessons=tuple(bind_lesson(lesson) for lesson in module.lessons)) for module in self.modules
        )
        return replace(self, modules=modules, rules=(SinceRule(0, self.rule_for(started)),))

    def unlocked(self) -> "Outline":
        """As somebody reads it who has not joined: nothing is kept, so nothing waits for anything."""
        return replace(self, order="free", modules=tuple(replace(module, requires=NO_RULE) for module in self.modules))


@cache
def _adapter() -> TypeAdapter[Outline]:
    """Made when it is first asked for: a process that starts need not wait for it."""
    return TypeAdapter(Outline)


def dump(outline: Outline) -> dict[str, object]:
    """The outline as JSON data."""
    data: dict[str, object] = _adapter().dump_python(outline, mode="json")
    return data


def load(data: dict[str, object]) -> Outline:
    """The outline from its JSON data. Raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_python(data)


# What the live page tree says, read by `cms.derive`.


@dataclass(frozen=True, slots=True)
class TreeText:
    node: uuid.UUID
    locale: str
    title: str
    behind: bool = False


@dataclass(frozen=True, slots=True)
class CourseTree:
    """One course as the live pages have it. `lesson_slugs`: wished slug by lesson; `binds_running`: new demands bind everyone."""

    outline: Outline
    slug: str
    track: str
    access: str
    joining: str
    rule: Rule
    binds_running: bool = False
    lesson_slugs: tuple[tuple[uuid.UUID, str], ...] = ()
    texts: tuple[TreeText, ...] = field(default=())

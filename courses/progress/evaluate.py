"""`evaluate(outline, facts, at)`: what is done, how far one is, and which rules are open. No query, no clock, no side effect.

The result depends on the set of facts only: order and repeats of `(source, source_key)` change nothing.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from courses.enums import FactKind, FactSource
from courses.outline import (
    ActivityNode,
    AllOf,
    AnyOf,
    CourseDone,
    LessonNode,
    ModuleNode,
    NodeDone,
    Outline,
    RequiredLessons,
    Rule,
    Units,
)

# A lesson marked as done (`DONE`) is completed only together with its required activities.
COMPLETING = {FactKind.COMPLETED, FactKind.PASSED, FactKind.WAIVED}


class State(StrEnum):
    LOCKED = "locked"
    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FactData:
    """A fact as `evaluate` sees it, of any course. `corrects`: the id of the fact it takes back; `source`: who says so."""

    id: uuid.UUID
    node: uuid.UUID
    kind: str
    effective_at: datetime
    quantity: Decimal | None = None
    corrects: uuid.UUID | None = None
    course: uuid.UUID | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule not yet met, as data. `code` names the sentence; `done` of `total` its numbers; `alternatives`: any one suffices."""

    code: str
    node: uuid.UUID | None = None
    done: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    alternatives: tuple["OpenRule", ...] = ()

    @property
    def missing(self) -> Decimal:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class NodeProgress:
    """`share`: 0..1 of what is required below the node; `score`: best share 0..1 of an activity; `waived`: by staff."""

    state: State
    share: Fraction
    open_rules: tuple[OpenRule, ...] = ()
    since: datetime | None = None
    score: Decimal | None = None
    waived: bool = False

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one person in one course: the course itself, and every node by its id.

    `units`: attended; `missing_before`: what is missing to join the course at all.
    """

    course: NodeProgress
    nodes: Mapping[uuid.UUID, NodeProgress]
    units: Decimal
    next_lesson: uuid.UUID | None
    lessons_done: int
    lessons_total: int
    marked: frozenset[uuid.UUID] = frozenset()
    missing_before: tuple[OpenRule, ...] = ()

    def is_marked(self, lesson: uuid.UUID) -> bool:
        """Whether the person said “done” of a lesson whose activities may still be open."""
        return lesson in self.marked

    def __getitem__(self, node: uuid.UUID) -> NodeProgress:
        return self.nodes[node]


def evaluate(outline: Outline, facts: Iterable[FactData], at: datetime) -> Progress:
    """The progress that `facts` (of one person) make in `outline` (bound for the enrolment) at the instant `at`.

    Facts effective after `at` do not count yet; corrected facts do not count at all. Facts of other courses may be among
    them, since rules ask for them: units count in the course where they were attended, all else by its node.
    """
    return _Evaluation(outline, _standing(facts, at)).progress()


def _standing(facts: Iterable[FactData], at: datetime) -> list[FactData]:
    known = {fact.id: fact for fact in facts if fact.effective_at <= at}
    taken_back = {fact.corrects for fact in known.values() if fact.corrects}
    return sorted(
        (fact for fact in known.values() if fact.id not in taken_back and fact.kind != FactKind.CORRECTION),
        key=lambda fact: (fact.effective_at, fact.id),
    )


@dataclass(slots=True)
class _Evaluation:
    outline: Outline
    facts: list[FactData]
    nodes: dict[uuid.UUID, NodeProgress] = field(default_factory=dict)
    by_node: dict[uuid.UUID, list[FactData]] = field(default_factory=dict)
    units: Decimal = Decimal(0)
    units_waived: Decimal = Decimal(0)
    excused: set[uuid.UUID] = field(default_factory=set)

    def progress(self) -> Progress:
        for fact in self.facts:
            self.by_node.setdefault(fact.node, []).append(fact)
        self.units = sum(
            (
                fact.quantity or Decimal(0)
                for fact in self.by_node.get(self.outline.course, ())
                if fact.kind == FactKind.UNITS
            ),
            Decimal(0),
        )
        self._excuse()
        for module in self.outline.modules:
            for lesson in module.lessons:
                self._lesson(lesson)
        for module in self.outline.modules:
            self._module(module)
        self._lock()
        return Progress(
            course=self._course(),
            nodes=self.nodes,
            units=self.units,
            next_lesson=self._next_lesson(),
            lessons_done=sum(self._is_met(lesson) for lesson in self._counted()),
            lessons_total=len(self._counted()),
            marked=frozenset(fact.node for fact in self.facts if fact.kind == FactKind.DONE),
            missing_before=self.open_rules(self.outline.requires),
        )

    def _excuse(self) -> None:
        """A module that staff left out or completed as a whole demands none of its lessons; left out, none of its units."""
        for module in self.outline.modules:
            if self._is_waived(module.key):
                self.units_waived += module.units
            if any(_is_decided(fact) for fact in self.by_node.get(module.key, ())):
                self.excused |= {lesson.key for lesson in module.lessons}

    def _is_met(self, lesson: LessonNode) -> bool:
        """Whether a lesson demands nothing more."""
        return lesson.key in self.excused or self.nodes[lesson.key].is_done

    def _counted(self) -> list[LessonNode]:
        """The lessons that completion asks for: the required ones; all, where none is."""
        lessons = list(self.outline.lessons())
        return [lesson for lesson in lessons if lesson.required] or lessons

    def _completion(self, node: uuid.UUID) -> FactData | None:
        return next((fact for fact in self.by_node.get(node, ()) if fact.kind in COMPLETING), None)

    def _is_waived(self, node: uuid.UUID) -> bool:
        return any(fact.kind == FactKind.WAIVED for fact in self.by_node.get(node, ()))

    def _activity(self, node: ActivityNode) -> bool:
        facts = self.by_node.get(node.key, ())
        completion = self._completion(node.key)
        scores = [fact.quantity for fact in facts if fact.quantity is not None]
        state = State.DONE if completion else State.BEGUN if facts else State.OPEN
        self.nodes[node.key] = NodeProgress(
            state=state,
            share=Fraction(bool(completion)),
            open_rules=() if completion else (OpenRule("activity", node.key),),
            since=completion.effective_at if completion else None,
            score=max(scores, default=None),
            waived=self._is_waived(node.key),
        )
        return bool(completion)

    def _lesson(self, lesson: LessonNode) -> None:
        done = {activity.key: self._activity(activity) for activity in lesson.activities}
        required = [activity.key for activity in lesson.activities if activity.required]
        marks = self.by_node.get(lesson.key, ())
        completion = self._completion(lesson.key)
        met = sum(done[key] for key in required)
        by_button = lesson.done_by == "button" or not required
        marked = any(fact.kind == FactKind.DONE for fact in marks)
        finished = bool(completion) or (met == len(required) and (marked or not by_button))
        steps = len(required) + by_button
        begun = bool(marks) or any(done.values()) or any(self.by_node.get(key) for key in done)
        self.nodes[lesson.key] = NodeProgress(
            state=State.DONE if finished else State.BEGUN if begun else State.OPEN,
            share=Fraction(1) if finished else Fraction(met + (by_button and marked), steps),
            open_rules=() if finished else self._open_in_lesson(lesson, done),
            since=completion.effective_at if completion else None,
            waived=self._is_waived(lesson.key),
        )

    @staticmethod
    def _open_in_lesson(lesson: LessonNode, done: Mapping[uuid.UUID, bool]) -> tuple[OpenRule, ...]:
        waiting = tuple(
            OpenRule("activity", activity.key)
            for activity in lesson.activities
            if activity.required and not done[activity.key]
        )
        return waiting or (OpenRule("lesson", lesson.key),)

    def _module(self, module: ModuleNode) -> None:
        required = [lesson.key for lesson in module.lessons if lesson.required]
        counted = required or [lesson.key for lesson in module.lessons]
        met = sum(self.nodes[key].is_done for key in counted)
        completion = self._completion(module.key)
        finished = bool(completion) or (bool(counted) and met == len(counted))
        share = sum((self.nodes[key].share for key in counted), Fraction(0)) / max(len(counted), 1)
        begun = any(self.nodes[lesson.key].state != State.OPEN for lesson in module.lessons)
        left = OpenRule("lessons", module.key, Decimal(met), Decimal(len(counted)))
        self.nodes[module.key] = NodeProgress(
            state=State.DONE if finished else State.BEGUN if begun else State.OPEN,
            share=Fraction(1) if finished else share,
            open_rules=() if finished else (left,),
            since=completion.effective_at if completion else None,
            waived=self._is_waived(module.key),
        )

    def _lock(self) -> None:
        """Locks what may not be begun yet. Whatever was begun or done stays open."""
        waiting_for: uuid.UUID | None = None
        for module in self.outline.modules:
            missing = self.open_rules(module.requires)
            self._lock_node(module.key, missing)
            for lesson in module.lessons:
                before = (OpenRule("before", waiting_for),) if waiting_for else ()
                self._lock_node(lesson.key, missing or before)
                if self.outline.order == "sequence" and lesson.required and not self._is_met(lesson):
                    waiting_for = waiting_for or lesson.key

    def _lock_node(self, key: uuid.UUID, missing: tuple[OpenRule, ...]) -> None:
        node = self.nodes[key]
        if missing and node.state == State.OPEN:
            self.nodes[key] = NodeProgress(state=State.LOCKED, share=node.share, open_rules=missing)

    def _course(self) -> NodeProgress:
        key = self.outline.course
        completion = next((fact for fact in self.by_node.get(key, ()) if fact.kind in COMPLETING), None)
        rule = self.outline.rules[-1].is_met_by if self.outline.rules else AllOf((RequiredLessons(),))
        missing = self.open_rules(rule)
        begun = any(node.state in {State.BEGUN, State.DONE} for node in self.nodes.values()) or self.units > 0
        finished = bool(completion) or (not missing and begun)
        return NodeProgress(
            state=State.DONE if finished else State.BEGUN if begun else State.OPEN,
            share=Fraction(1) if finished else self._course_share(rule),
            open_rules=() if finished else missing,
            since=completion.effective_at if completion else None,
            waived=self._is_waived(key),
        )

    def _course_share(self, rule: Rule) -> Fraction:
        lessons = [
            Fraction(1) if lesson.key in self.excused else self.nodes[lesson.key].share for lesson in self._counted()
        ]
        shares = [sum(lessons, Fraction(0)) / len(lessons)] if lessons else []
        shares += [
            min(Fraction(self.units + self.units_waived) / Fraction(units.minimum), Fraction(1))
            for units in _units_in(rule)
            if units.minimum > 0
        ]
        return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)

    def open_rules(self, rule: Rule) -> tuple[OpenRule, ...]:
        """What is missing for `rule`, empty if it is met."""
        match rule:
            case AllOf(parts=parts):
                return tuple(missing for part in parts for missing in self.open_rules(part))
            case AnyOf(parts=parts):
                return self._missing_ways([self.open_rules(part) for part in parts])
            case RequiredLessons():
                return self._missing_lessons()
            case Units(minimum=minimum):
                reached = self.units + self.units_waived
                return () if reached >= minimum else (OpenRule("units", self.outline.course, reached, minimum),)
            case NodeDone(node=node):
                return self._missing_node(node)
            case CourseDone(course=course):
                return () if self._completion(course) else (OpenRule("course", course),)
        raise TypeError(rule)

    @staticmethod
    def _missing_ways(ways: list[tuple[OpenRule, ...]]) -> tuple[OpenRule, ...]:
        """Of several ways any one is enough; the only one is a plain demand."""
        if not ways or not all(ways):
            return ()
        return ways[0] if len(ways) == 1 else (OpenRule("any", alternatives=tuple(one for way in ways for one in way)),)

    def _missing_node(self, node: uuid.UUID) -> tuple[OpenRule, ...]:
        """A node that left the outline demands nothing: its rule went with it."""
        known = self.nodes.get(node)
        return () if known is None or known.is_done else (OpenRule("node", node),)

    def _missing_lessons(self) -> tuple[OpenRule, ...]:
        counted = self._counted()
        done = sum(self._is_met(lesson) for lesson in counted)
        if done == len(counted):
            return ()
        return (OpenRule("lessons", self.outline.course, Decimal(done), Decimal(len(counted))),)

    def _next_lesson(self) -> uuid.UUID | None:
        """The first required lesson to go on with, else any open one."""
        candidates = [
            lesson for lesson in self.outline.lessons() if self.nodes[lesson.key].state in {State.OPEN, State.BEGUN}
        ]
        first = next((lesson.key for lesson in candidates if lesson.required and not self._is_met(lesson)), None)
        return first or next((lesson.key for lesson in candidates), None)


def _is_decided(fact: FactData) -> bool:
    """Whether staff left the node out or completed it as a whole."""
    return fact.kind == FactKind.WAIVED or (fact.kind == FactKind.COMPLETED and fact.source == FactSource.STAFF)


def _units_in(rule: Rule) -> list[Units]:
    match rule:
        case Units():
            return [rule]
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return [units for part in parts for units in _units_in(part)]
    return []

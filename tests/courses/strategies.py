"""Random outlines, edits of them and facts, as hypothesis draws them."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from courses.enums import FactKind, FactSource
from courses.outline import (
    NO_RULE,
    ActivityNode,
    AllOf,
    AnyOf,
    CourseDone,
    CourseTree,
    LessonNode,
    ModuleNode,
    NodeDone,
    Outline,
    RequiredLessons,
    Rule,
    SinceRule,
    Units,
    activity_node,
)
from courses.progress import FactData

COURSE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
MODULES = [uuid.UUID(int=100 + n) for n in range(3)]
LESSONS = [uuid.UUID(int=200 + n) for n in range(6)]
ACTIVITIES = [uuid.UUID(int=300 + n) for n in range(2)]
START = datetime(2026, 10, 24, 12, tzinfo=UTC)
NODES = [COURSE, OTHER, *MODULES, *LESSONS, *(activity_node(one, other) for one in LESSONS for other in ACTIVITIES)]

units = st.sampled_from([Decimal(0), Decimal("1.5"), Decimal(4)])


@st.composite
def lessons(draw: st.DrawFn, key: uuid.UUID) -> LessonNode:
    placed = draw(st.lists(st.sampled_from(ACTIVITIES), unique=True, max_size=2))
    return LessonNode(
        key=key,
        activities=tuple(ActivityNode(activity_node(key, one), one, required=draw(st.booleans())) for one in placed),
        done_by=draw(st.sampled_from(["button", "activities"])),
        required=draw(st.booleans()),
    )


def rules(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Rule]:
    """Rules of these simple ones, joined by all and any."""
    return st.recursive(
        parts,
        lambda some: st.lists(some, max_size=3).flatmap(
            lambda few: st.sampled_from([AllOf(tuple(few)), AnyOf(tuple(few))])
        ),
    )


completion_rules = rules(
    st.sampled_from([RequiredLessons(), Units(Decimal(3)), NodeDone(MODULES[0]), NodeDone(LESSONS[0])])
)
requirements = st.one_of(st.just(NO_RULE), rules(st.builds(NodeDone, st.sampled_from(MODULES))))


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Modules and lessons in any order, each lesson in one module at most."""
    modules = draw(st.lists(st.sampled_from(MODULES), unique=True, max_size=3))
    placed = draw(st.permutations(LESSONS))[: draw(st.integers(0, 6))]
    where = {key: draw(st.sampled_from(modules)) for key in placed} if modules else {}
    made = tuple(
        ModuleNode(
            key,
            tuple(draw(lessons(lesson)) for lesson, module in where.items() if module == key),
            units=draw(units),
            requires=draw(requirements),
        )
        for key in modules
    )
    return Outline(
        COURSE,
        number=1,
        order=draw(st.sampled_from(["free", "sequence"])),
        modules=made,
        requires=draw(st.sampled_from([NO_RULE, CourseDone(OTHER)])),
        rules=(SinceRule(0, draw(completion_rules)),),
    )


@st.composite
def trees(draw: st.DrawFn) -> CourseTree:
    """What an author's pages may say next: anything."""
    outline = draw(outlines())
    return CourseTree(
        outline=replace(outline, number=0, rules=()),
        slug="kurs",
        track="training",
        access="open",
        joining="open",
        rule=draw(completion_rules),
        binds_running=draw(st.booleans()),
        lesson_slugs=tuple((lesson.key, f"lektion-{lesson.key.int}") for lesson in outline.lessons()),
    )


@st.composite
def facts(draw: st.DrawFn, kinds: tuple[FactKind, ...] = tuple(set(FactKind) - {FactKind.CORRECTION})) -> FactData:
    kind = draw(st.sampled_from(kinds))
    return FactData(
        id=draw(st.uuids()),
        node=COURSE if kind == FactKind.UNITS else draw(st.sampled_from(NODES)),
        kind=kind,
        effective_at=START + timedelta(hours=draw(st.integers(0, 30))),
        quantity=draw(st.sampled_from([None, Decimal("0.5"), Decimal(1)])),
        course=COURSE,
        source=draw(st.sampled_from(list(FactSource))),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[FactData]:
    """Facts of one person, some of them taken back later."""
    said = draw(st.lists(facts(), max_size=15, unique_by=lambda fact: fact.id))
    wrong = draw(st.lists(st.sampled_from(said), max_size=3, unique_by=lambda fact: fact.id)) if said else []
    return said + [
        FactData(draw(st.uuids()), one.node, FactKind.CORRECTION, one.effective_at, corrects=one.id, course=COURSE)
        for one in wrong
    ]

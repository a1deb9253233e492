"""Progress is a pure function of the set of facts."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    SinceRule,
    Units,
    activity_node,
)
from courses.progress import FactData, OpenRule, State, evaluate
from tests.conftest import FULL_PROOF
from tests.courses.strategies import COURSE, LESSONS, MODULES, OTHER, START, facts, histories, outlines

END = START + timedelta(days=2)
many = settings(max_examples=1500 if FULL_PROOF else 60, deadline=None)


def done_nodes(progress):
    return {key for key, node in progress.nodes.items() if node.is_done} | (
        {COURSE} if progress.course.is_done else set()
    )


@many
@given(outlines(), histories(), st.randoms())
def test_order_and_repeats_of_facts_change_nothing(outline, known, chance):
    shuffled = known + known[: len(known) // 2]
    chance.shuffle(shuffled)
    assert evaluate(outline, shuffled, END) == evaluate(outline, known, END)


@many
@given(outlines(), histories(), st.lists(facts(), max_size=4))
def test_more_facts_never_take_anything_back(outline, known, more):
    before, after = evaluate(outline, known, END), evaluate(outline, known + more, END)
    assert done_nodes(before) <= done_nodes(after)
    assert before.course.share <= after.course.share
    assert before.lessons_done <= after.lessons_done
    locked = {key for key, node in before.nodes.items() if node.state == State.LOCKED}
    assert {key for key, node in after.nodes.items() if node.state == State.LOCKED} <= locked


@many
@given(outlines(), histories())
def test_shares_and_states_agree(outline, known):
    progress = evaluate(outline, known, END)
    for node in (*progress.nodes.values(), progress.course):
        assert 0 <= node.share <= 1
        assert (node.state == State.DONE) <= (node.share == 1)
        assert (node.state == State.DONE) <= (not node.open_rules)
    if progress.next_lesson:
        assert progress[progress.next_lesson].state in {State.OPEN, State.BEGUN}


@many
@given(outlines(), outlines(), histories())
def test_what_a_fact_completes_survives_every_other_outline(outline, other, known):
    completed = {
        fact.node
        for fact in known
        if fact.kind in {FactKind.COMPLETED, FactKind.WAIVED} and fact.id not in {one.corrects for one in known}
    }
    for one in (outline, other):
        progress = evaluate(one, known, END)
        assert completed & (set(progress.nodes) | {COURSE}) <= done_nodes(progress)


@many
@given(outlines(), histories())
def test_nothing_that_will_be_counts_before_its_time(outline, known):
    at = START + timedelta(hours=15)
    assert evaluate(outline, known, at) == evaluate(outline, [one for one in known if one.effective_at <= at], at)


@many
@given(outlines(), histories())
def test_whoever_has_not_joined_finds_nothing_locked(outline, known):
    assert State.LOCKED not in {node.state for node in evaluate(outline.unlocked(), known, END).nodes.values()}


# Examples: two modules of two lessons each.

ONE, TWO, THREE, FOUR = LESSONS[:4]


def lesson(key, **fields):
    return LessonNode(key, **fields)


def course(rule=None, **fields):
    modules = (
        ModuleNode(MODULES[0], (lesson(ONE), lesson(TWO)), units=Decimal(4)),
        ModuleNode(MODULES[1], (lesson(THREE), lesson(FOUR)), units=Decimal(6)),
    )
    fields.setdefault("modules", modules)
    return Outline(COURSE, number=1, rules=(SinceRule(0, rule or AllOf((RequiredLessons(),))),), **fields)


def fact(node, kind=FactKind.DONE, **fields):
    fields = {"source": FactSource.PERSON, "course": COURSE, "effective_at": START} | fields
    return FactData(uuid.uuid4(), node, kind, **fields)


def test_lessons_marked_one_by_one_complete_modules_and_course():
    progress = evaluate(course(), [fact(ONE), fact(TWO), fact(THREE)], END)
    assert progress[MODULES[0]].is_done
    assert progress[MODULES[1]].share == Fraction(1, 2)
    assert progress.course.open_rules == (OpenRule("lessons", COURSE, Decimal(3), Decimal(4)),)
    assert evaluate(course(), [fact(key) for key in (ONE, TWO, THREE, FOUR)], END).course.is_done


def test_units_of_another_course_do_not_count_here():
    outline = course(AllOf((Units(Decimal(4)),)))
    elsewhere = fact(OTHER, FactKind.UNITS, quantity=Decimal(9), course=OTHER)
    assert evaluate(outline, [elsewhere], END).units == 0
    here = fact(COURSE, FactKind.UNITS, quantity=Decimal("2.5"))
    progress = evaluate(outline, [elsewhere, here], END)
    assert (progress.units, progress.course.open_rules) == (
        Decimal("2.5"),
        (OpenRule("units", COURSE, Decimal("2.5"), Decimal(4)),),
    )


@pytest.mark.parametrize("kind", [FactKind.WAIVED, FactKind.COMPLETED])
def test_module_decided_by_staff_demands_none_of_its_lessons(kind):
    decided = fact(MODULES[0], kind, source=FactSource.STAFF)
    progress = evaluate(course(order="sequence"), [decided], END)
    assert (progress.lessons_done, progress.lessons_total) == (2, 4)
    assert (progress[MODULES[0]].is_done, progress[MODULES[0]].waived) == (True, kind == FactKind.WAIVED)
    assert progress.next_lesson == THREE
    assert evaluate(course(), [decided, fact(THREE), fact(FOUR)], END).course.is_done


def test_module_completed_by_rule_does_not_hide_a_lesson_added_for_everybody():
    by_rule = fact(MODULES[0], FactKind.COMPLETED, source=FactSource.RULE)
    progress = evaluate(course(), [by_rule, fact(THREE), fact(FOUR)], END)
    assert progress[MODULES[0]].is_done
    assert not progress.course.is_done


def test_module_left_out_counts_its_units_as_waived_not_as_attended():
    outline = course(AllOf((Units(Decimal(8)),)))
    facts = [
        fact(MODULES[1], FactKind.WAIVED, source=FactSource.STAFF),
        fact(COURSE, FactKind.UNITS, quantity=Decimal(2)),
    ]
    progress = evaluate(outline, facts, END)
    assert (progress.course.is_done, progress.units) == (True, Decimal(2))


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ([], {(OTHER, LESSONS[5])}),
        ([fact(LESSONS[5], FactKind.COMPLETED)], set()),
        ([fact(OTHER, FactKind.WAIVED)], set()),
    ],
)
def test_prerequisites_within_a_line_any_one_is_enough(known, missing):
    outline = course(requires=AllOf((AnyOf((CourseDone(OTHER), CourseDone(LESSONS[5]))),)))
    found = {tuple(part.node for part in rule.alternatives) for rule in evaluate(outline, known, END).missing_before}
    assert found == missing


def test_only_way_is_a_plain_demand():
    missing = evaluate(course(requires=AllOf((AnyOf((CourseDone(OTHER),)),))), [], END).missing_before
    assert missing == (OpenRule("course", OTHER),)


def test_prerequisites_each_line_must_be_met():
    outline = course(requires=AllOf((CourseDone(OTHER), CourseDone(LESSONS[5]))))
    missing = evaluate(outline, [fact(OTHER, FactKind.COMPLETED)], END).missing_before
    assert [rule.node for rule in missing] == [LESSONS[5]]


def test_corrected_completion_of_another_course_opens_no_door():
    done = fact(OTHER, FactKind.COMPLETED, course=OTHER)
    back = fact(OTHER, FactKind.CORRECTION, corrects=done.id, course=OTHER)
    assert evaluate(course(requires=CourseDone(OTHER)), [done, back], END).missing_before


def test_sequence_waits_for_the_lesson_before_and_says_which():
    progress = evaluate(course(order="sequence"), [fact(ONE)], END)
    assert [progress[key].state for key in (ONE, TWO, THREE, FOUR)] == ["done", "open", "locked", "locked"]
    assert progress[THREE].open_rules == (OpenRule("before", TWO),)


def test_what_was_begun_stays_open_when_the_order_becomes_strict():
    node = activity_node(THREE, LESSONS[5])
    modules = (ModuleNode(MODULES[0], (lesson(ONE), lesson(THREE, activities=(ActivityNode(node, LESSONS[5]),)))),)
    outline = course(order="sequence", modules=modules)
    assert evaluate(outline, [fact(node, FactKind.FAILED)], END)[THREE].state == State.BEGUN
    assert evaluate(outline, [], END)[THREE].state == State.LOCKED


def test_module_that_waits_for_another_opens_with_it():
    first, second = course().modules
    outline = course(modules=(first, replace(second, requires=NodeDone(MODULES[0]))))
    assert evaluate(outline, [fact(ONE)], END)[THREE].open_rules == (OpenRule("node", MODULES[0]),)
    assert evaluate(outline, [fact(ONE), fact(TWO)], END)[THREE].state == State.OPEN


def test_lesson_with_an_exercise_is_done_by_both():
    node = activity_node(ONE, LESSONS[5])
    outline = course(modules=(ModuleNode(MODULES[0], (lesson(ONE, activities=(ActivityNode(node, LESSONS[5]),)),)),))
    marked = evaluate(outline, [fact(ONE)], END)
    assert (marked[ONE].state, marked[ONE].share, marked.is_marked(ONE)) == ("begun", Fraction(1, 2), True)
    assert evaluate(outline, [fact(ONE), fact(node, FactKind.PASSED)], END)[ONE].is_done
    assert not evaluate(outline, [fact(node, FactKind.PASSED)], END)[ONE].is_done


def test_fail_after_a_pass_changes_nothing_and_the_best_score_stays():
    node = activity_node(ONE, LESSONS[5])
    outline = course(modules=(ModuleNode(MODULES[0], (lesson(ONE, activities=(ActivityNode(node, LESSONS[5]),)),)),))
    known = [
        fact(node, FactKind.PASSED, quantity=Decimal("0.8")),
        fact(node, FactKind.FAILED, quantity=Decimal("0.2"), effective_at=END),
    ]
    progress = evaluate(outline, known, END)[node]
    assert (progress.is_done, progress.score) == (True, Decimal("0.8"))


def test_rule_about_a_module_that_left_the_course_demands_nothing():
    assert evaluate(course(NodeDone(MODULES[2])), [fact(ONE)], END).course.is_done


@pytest.mark.parametrize("rule", [AllOf(()), AllOf((RequiredLessons(),)), NodeDone(MODULES[2])])
def test_nobody_completes_a_course_by_doing_nothing(rule):
    optional = (ModuleNode(MODULES[0], (lesson(ONE, required=False),)),)
    assert not evaluate(course(rule, modules=()), [], END).course.is_done
    assert not evaluate(course(rule, modules=optional), [], END).course.is_done


def test_course_of_optional_lessons_alone_asks_for_all_of_them():
    optional = (ModuleNode(MODULES[0], (lesson(ONE, required=False), lesson(TWO, required=False))),)
    assert evaluate(course(modules=optional), [fact(ONE)], END).course.share == Fraction(1, 2)
    assert evaluate(course(modules=optional), [fact(ONE), fact(TWO)], END).course.is_done

"""From one outline to the next."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.outline import (
    ActivityNode,
    AllOf,
    LessonNode,
    ModuleNode,
    RequiredLessons,
    Units,
    activity_node,
    dump,
    load,
)
from courses.outline_change import compare, next_outline
from tests.conftest import FULL_PROOF
from tests.courses.strategies import ACTIVITIES, LESSONS, MODULES, outlines, trees

many = settings(max_examples=1500 if FULL_PROOF else 60, deadline=None)


@many
@given(trees())
def test_same_pages_again_make_no_new_outline(tree):
    assert next_outline(next_outline(None, tree), tree) is None


@many
@given(outlines())
def test_outline_comes_back_from_the_database_as_it_was(outline):
    assert load(dump(outline)) == outline


@many
@given(st.lists(trees(), min_size=2, max_size=4))
def test_nothing_new_binds_whoever_began_before_unless_the_author_says_so(several):
    first, *later = [replace(tree, binds_running=False) for tree in several]
    outline = next_outline(None, first)
    bound = demands(outline.bound_for(1))
    for tree in later:
        outline = next_outline(outline, tree) or outline
        assert demands(outline.bound_for(1)) <= bound
        assert outline.rule_for(1) == first.rule


@many
@given(trees(), trees())
def test_what_the_author_ticks_binds_everybody(before, after):
    outline = next_outline(next_outline(None, before), replace(after, binds_running=True))
    if outline:
        assert outline.bound_for(1) == outline.bound_for(outline.number)


def demands(outline):
    lessons = {lesson.key for lesson in outline.lessons() if lesson.required}
    activities = {one.key for lesson in outline.lessons() for one in lesson.activities if one.required}
    return lessons | activities


def tree_of(*lessons, tree, **fields):
    modules = (ModuleNode(MODULES[0], tuple(lessons)),)
    return replace(tree, outline=replace(tree.outline, modules=modules, order="free"), **fields)


BASE = trees().map(lambda tree: replace(tree, binds_running=False, rule=AllOf((RequiredLessons(),))))
ONE, TWO = LessonNode(LESSONS[0]), LessonNode(LESSONS[1])


@settings(max_examples=5, deadline=None)
@given(BASE)
def test_desk_hears_of_everything_that_touches_somebody(base):
    first = next_outline(None, tree_of(ONE, TWO, tree=base))
    exercise = ActivityNode(activity_node(ONE.key, ACTIVITIES[0]), ACTIVITIES[0])

    def change(*lessons, **fields):
        return compare(first, next_outline(first, tree_of(*lessons, tree=base, **fields)))

    assert change(ONE).removed == (TWO.key,)
    assert change(TWO, ONE).reordered
    assert change(ONE, replace(TWO, required=False)).no_longer_required == (TWO.key,)
    assert change(replace(ONE, activities=(exercise,)), TWO).exercises_changed == (ONE.key,)
    assert change(ONE, TWO, rule=AllOf((Units(Decimal(3)),))).rule_changed


@settings(max_examples=5, deadline=None)
@given(BASE)
def test_ticking_the_box_names_the_lessons_that_bind_from_now_on(base):
    first = next_outline(None, tree_of(ONE, tree=base))
    second = next_outline(first, tree_of(ONE, TWO, tree=base))
    assert second.lesson(TWO.key).since == 2
    third = next_outline(second, tree_of(ONE, TWO, tree=base, binds_running=True))
    assert compare(second, third).newly_required == (TWO.key,)

"""The record follows what the pages say and writes only what differs."""

from dataclasses import replace

import pytest

from courses.domain import outline
from courses.models import Course, FormerSlug, Lesson, NodeText
from courses.models import Outline as OutlineRow
from courses.outline import TreeText
from courses.queries.addresses import present_address
from tests.factories.activities import no_writes
from tests.factories.courses import record, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return tree(2, 1)


def with_lessons(plan, *keys):
    """The same course with these lessons of its first module in this order."""
    first, *others = plan.outline.modules
    known = {lesson.key: lesson for lesson in first.lessons}
    modules = (replace(first, lessons=tuple(known[key] for key in keys)), *others)
    left = {lesson.key for module in modules for lesson in module.lessons}
    slugs = tuple((key, slug) for key, slug in plan.lesson_slugs if key in left)
    return replace(plan, outline=replace(plan.outline, modules=modules), lesson_slugs=slugs)


def test_nothing_is_written_when_nothing_changed(plan):
    record(plan)
    with no_writes():
        record(plan)


def test_changed_text_writes_that_text_only(plan):
    course = record(plan)
    node = plan.lesson_slugs[0][0]
    texts = tuple(replace(text, title="Anders") if text.node == node else text for text in plan.texts)
    record(replace(plan, texts=(*texts, TreeText(node, "en", "Other", behind=True))))
    assert list(NodeText.objects.filter(node=node).order_by("locale").values_list("locale", "title", "behind")) == [
        ("de", "Anders", False),
        ("en", "Other", True),
    ]
    assert list(OutlineRow.objects.filter(course=course).values_list("number", flat=True)) == [1]
    record(plan)
    assert list(NodeText.objects.filter(node=node).values_list("locale", "title")) == [("de", "Lektion 1")]


def test_anything_else_makes_the_next_outline_and_the_old_one_stays_as_it_was(plan):
    course = record(plan)
    one, two = (lesson.key for lesson in plan.outline.modules[0].lessons)
    first = outline.current(course)
    course = record(with_lessons(plan, two, one))
    assert (course.outline_number, [node.key for node in outline.current(course).modules[0].lessons]) == (2, [two, one])
    outline.numbered.cache_clear()
    assert outline.numbered(course.pk, 1) == first
    with pytest.raises(TypeError):
        OutlineRow.objects.get(course=course, number=1).save()


def test_lesson_that_goes_is_retired_and_comes_back_as_the_same(plan):
    one, two = (lesson.key for lesson in plan.outline.modules[0].lessons)
    record(plan)
    record(with_lessons(plan, one))
    assert Lesson.objects.get(pk=two).retired_at is not None
    record(plan)
    assert Lesson.objects.get(pk=two).retired_at is None
    assert Lesson.objects.count() == 3


def test_course_whose_pages_are_gone_is_retired_and_comes_back(plan):
    course = record(plan)
    outline.sync(course.pk, lambda _: None)
    assert Course.objects.get().retired_at is not None
    record(plan)
    assert Course.objects.get().retired_at is None
    assert outline.sync(plan.outline.modules[0].key, lambda _: None) is None


def test_swapped_slugs_are_swapped(plan):
    record(plan)
    (one, first), (two, second), third = plan.lesson_slugs
    record(replace(plan, lesson_slugs=((one, second), (two, first), third)))
    assert dict(Lesson.objects.values_list("pk", "slug")) == {one: second, two: first, third[0]: third[1]}


def test_two_courses_that_want_one_slug_both_have_an_address(plan):
    record(plan)
    other = replace(tree(1), slug=plan.slug)
    made = record(other)
    assert made.slug == f"{plan.slug[:107]}-{made.pk.hex[:8]}"


def test_former_addresses_lead_to_the_present_ones(plan):
    record(plan)
    (key, old), *others = plan.lesson_slugs
    record(replace(plan, slug="neuer-kurs", lesson_slugs=((key, "neu"), *others)))
    record(replace(plan, slug="neuester-kurs", lesson_slugs=((key, "ganz-neu"), *others)))
    assert present_address(plan.slug) == ("neuester-kurs",)
    assert (
        present_address("neuer-kurs", old) == present_address("neuester-kurs", "neu") == ("neuester-kurs", "ganz-neu")
    )
    assert present_address("neuester-kurs", "ganz-neu") is None
    assert present_address("neuer-kurs", "nie") is None
    assert present_address("nie") is None


def test_slug_taken_again_leads_to_whoever_has_it_now(plan):
    record(plan)
    (one, first), (two, _second), third = plan.lesson_slugs
    record(replace(plan, lesson_slugs=((one, "eins"), (two, first), third)))
    assert Lesson.objects.get(course=plan.outline.course, slug=first).pk == two
    assert present_address(plan.slug, first) is None
    assert FormerSlug.objects.get(slug=first).lesson_id == one


def test_lesson_that_moves_to_another_course_keeps_its_address(plan):
    record(plan)
    (key, slug), *_others = plan.lesson_slugs
    node = plan.outline.modules[0].lessons[0]
    target = tree(1)
    (module,) = target.outline.modules
    modules = (replace(module, lessons=(*module.lessons, node)),)
    moved = replace(
        target,
        outline=replace(target.outline, modules=modules),
        lesson_slugs=(*target.lesson_slugs, (key, "umgezogen")),
    )
    record(target)
    record(moved)
    record(with_lessons(plan, plan.outline.modules[0].lessons[1].key))
    assert Lesson.objects.get(pk=key).course_id == target.outline.course
    assert present_address(plan.slug, slug) == (target.slug, "umgezogen")

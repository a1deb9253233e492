import pytest
from django.core.management import CommandError, call_command

from cms import trees
from cms.derive import derive
from cms.models import LessonPage, ModulePage
from courses.domain import outline
from courses.models import Lesson, NodeText
from tests.factories import pages

pytestmark = pytest.mark.django_db(transaction=True)


def lessons_of(course):
    return [lesson.key for lesson in outline.current(pages.record(course)).lessons()]


def test_record_follows_published_pages():
    course = pages.course([2, 1])
    expected = [page.translation_key for page in LessonPage.objects.order_by("path")]
    assert lessons_of(course) == expected
    assert set(Lesson.objects.values_list("pk", "retired_at")) == {(key, None) for key in expected}
    assert NodeText.objects.get(node=course.translation_key, locale="de").title == course.title


def test_text_change_makes_no_new_outline():
    course = pages.course([2])
    number = pages.record(course).outline_number
    lesson = LessonPage.objects.first()
    lesson.title = "Anders"
    pages.publish(lesson)
    assert pages.record(course).outline_number == number
    assert NodeText.objects.get(node=lesson.translation_key).title == "Anders"


def test_unpublished_module_takes_its_lessons_out_and_back():
    course = pages.course([1, 1])
    first = ModulePage.objects.order_by("path").first()
    lesson = LessonPage.objects.child_of(first).get()
    first.unpublish()
    assert lesson.translation_key not in lessons_of(course)
    assert Lesson.objects.get(pk=lesson.translation_key).retired_at is not None
    first.refresh_from_db()
    pages.publish(first)
    assert lesson.translation_key in lessons_of(course)
    assert Lesson.objects.get(pk=lesson.translation_key).retired_at is None


def test_move_between_courses_syncs_both():
    old, new = pages.course([2]), pages.course([1])
    lesson = LessonPage.objects.descendant_of(old).first()
    lesson.move(ModulePage.objects.child_of(new).get(), pos="last-child")
    assert lesson.translation_key not in lessons_of(old)
    assert lesson.translation_key in lessons_of(new)
    assert Lesson.objects.get(pk=lesson.translation_key).course_id == new.translation_key


def test_deleted_course_is_retired_not_deleted():
    course = pages.course([1])
    course.delete()
    record = pages.record(course)
    assert record.retired_at is not None
    assert Lesson.objects.filter(course=record).count() == 1


def test_lesson_added_later_binds_only_new_enrolments():
    course = pages.course([1])
    before = pages.record(course).outline_number
    added = pages.lesson(ModulePage.objects.get())
    now = outline.current(pages.record(course))
    assert now.lesson(added.translation_key).since == now.number > before
    assert not now.bound_for(before).lesson(added.translation_key).required
    assert now.bound_for(now.number).lesson(added.translation_key).required


def test_same_slug_in_two_modules_is_suffixed():
    course = pages.course([1, 1])
    one, two = LessonPage.objects.order_by("path")
    two.slug = one.slug
    pages.publish(two)
    slugs = set(Lesson.objects.filter(course_id=course.translation_key).values_list("slug", flat=True))
    assert slugs == {one.slug, f"{one.slug}-{two.translation_key.hex[:8]}"}


def test_draft_on_the_desk_looks_ahead_and_writes_nothing():
    course = pages.course([2])
    lesson = LessonPage.objects.first()
    lesson.required = False
    ahead = derive(course.translation_key, drafts=[lesson])
    assert [node.required for node in ahead.outline.lessons()] == [False, True]
    assert [node.required for node in outline.current(pages.record(course)).lessons()] == [True, True]


def test_unchanged_sync_writes_nothing(django_assert_max_num_queries):
    course = pages.course([3])
    number = pages.record(course).outline_number
    with django_assert_max_num_queries(18) as queries:
        outline.sync(course.translation_key, derive)
    assert not [one["sql"] for one in queries.captured_queries if one["sql"].startswith(("INSERT", "DELETE"))]
    assert pages.record(course).outline_number == number


def test_tree_guard_mends_wrong_counts():
    course = pages.course([1])
    type(course).objects.filter(pk=course.pk).update(numchild=0)
    assert trees.problems() == [f"wrong number of children: {course.pk}"]
    with pytest.raises(CommandError, match=f"wrong number of children: {course.pk}"):
        call_command("check_tree")
    course.refresh_from_db()
    pages.publish(course)
    call_command("check_tree")

"""The record of a course follows its live pages."""

import uuid
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from core import clock
from core.db import locked
from core.later import later
from courses import outline_change
from courses.models import Course, FormerSlug, Lesson, Module, NodeText
from courses.models import Outline as OutlineRow
from courses.outline import CourseTree, Outline, TreeText, dump, load

if TYPE_CHECKING:
    from django.db.models import QuerySet

Derive = Callable[[uuid.UUID], CourseTree | None]


def sync(key: uuid.UUID, derive: Derive) -> Course | None:
    """Makes the record of course `key` say what the live pages say; writes only what differs.

    Locks the course before it reads the tree, so that of two publishers the later one sees both changes.
    A course whose pages are gone is retired, never deleted. Returns none if there is neither page nor record.
    """
    try:
        return _sync(key, derive)
    except IntegrityError:  # somebody made the same course between our look and our insert
        return _sync(key, derive)


@transaction.atomic
def _sync(key: uuid.UUID, derive: Derive) -> Course | None:
    course = locked(Course.objects.filter(pk=key)).first()
    tree = derive(key)
    if tree is None:
        if course and not course.retired_at:
            course.retired_at = clock.now()
            course.save(update_fields=["retired_at"])
        return course
    if course is None:
        course = Course.objects.create(pk=key, slug=_free_slug(tree.slug, key), track=tree.track)
    _sync_course(course, tree)
    _sync_modules(course, tree)
    _sync_lessons(course, tree)
    _sync_texts(course, tree.texts)
    return course


def current(course: Course) -> Outline:
    """The outline everyone reads, from memory by its number. Raises `OutlineRow.DoesNotExist` before the first sync."""
    return numbered(course.pk, course.outline_number)


@lru_cache(maxsize=256)
def numbered(course: uuid.UUID, number: int) -> Outline:
    """Outline `number` of a course. It never changes, so each process keeps it."""
    return load(OutlineRow.objects.get(course_id=course, number=number).data)


def _free_slug(wish: str, key: uuid.UUID) -> str:
    taken = Course.objects.filter(slug=wish).exclude(pk=key).exists()
    return f"{wish[:107]}-{key.hex[:8]}" if taken else wish


def _sync_course(course: Course, tree: CourseTree) -> None:
    previous = numbered(course.pk, course.outline_number) if course.outline_number else None
    following = outline_change.next_outline(previous, tree)
    if following:
        OutlineRow.objects.create(course=course, number=following.number, data=dump(following))
        if previous and course.enrolments.exists():
            later("courses.tasks.complete_by_rule", course_id=str(course.pk))
    wanted = {
        "slug": _free_slug(tree.slug, course.pk),
        "track": tree.track,
        "access": tree.access,
        "joining": tree.joining,
        "outline_number": following.number if following else course.outline_number,
        "retired_at": None,
    }
    changed = [name for name, value in wanted.items() if getattr(course, name) != value]
    if "slug" in changed:
        FormerSlug.objects.update_or_create(slug=course.slug, lesson=None, defaults={"course": course})
    for name in changed:
        setattr(course, name, wanted[name])
    if changed:
        course.save(update_fields=changed)


def _sync_modules(course: Course, tree: CourseTree) -> None:
    wanted = {module.key for module in tree.outline.modules}
    known = {module.pk: module for module in Module.objects.filter(pk__in=wanted)}
    Module.objects.bulk_create(Module(pk=key, course=course) for key in wanted - known.keys())
    moved = [key for key, module in known.items() if module.course_id != course.pk or module.retired_at]
    if moved:
        Module.objects.filter(pk__in=moved).update(course=course, retired_at=None)
    _retire(course.modules.exclude(pk__in=wanted))


def _retire(rows: "QuerySet[Module] | QuerySet[Lesson]") -> None:
    gone = list(rows.filter(retired_at=None).values_list("pk", flat=True))
    if gone:
        rows.filter(pk__in=gone).update(retired_at=clock.now())


def _sync_lessons(course: Course, tree: CourseTree) -> None:
    slugs = dict(tree.lesson_slugs)
    known = {lesson.pk: lesson for lesson in Lesson.objects.filter(pk__in=slugs)}
    taken = set(course.lessons.exclude(pk__in=slugs).values_list("slug", flat=True))
    wanted = {key: _unused(slug, key, taken) for key, slug in slugs.items()}
    changed = []
    for key, lesson in known.items():
        if (lesson.course_id, lesson.slug, lesson.retired_at) != (course.pk, wanted[key], None):
            _keep_address(lesson, course, wanted[key])
            lesson.course, lesson.slug, lesson.retired_at = course, wanted[key], None
            changed.append(lesson)
    _update_slugs(changed)
    Lesson.objects.bulk_create(
        Lesson(pk=key, course=course, slug=slug) for key, slug in wanted.items() if key not in known
    )
    _retire(course.lessons.exclude(pk__in=slugs))


def _keep_address(lesson: Lesson, course: Course, slug: str) -> None:
    """The address that a lesson is about to leave goes on leading to it."""
    if (lesson.course_id, lesson.slug) != (course.pk, slug):
        FormerSlug.objects.exclude(lesson=None).update_or_create(
            course_id=lesson.course_id, slug=lesson.slug, defaults={"lesson": lesson}
        )


def _unused(wish: str, key: uuid.UUID, taken: set[str]) -> str:
    slug = f"{wish[:107]}-{key.hex[:8]}" if wish in taken else wish
    taken.add(slug)
    return slug


def _update_slugs(lessons: list[Lesson]) -> None:
    """Two lessons may swap their slugs: through a passing name each, or the constraint refuses half-way."""
    for lesson in lessons:
        Lesson.objects.filter(pk=lesson.pk).update(slug=f"passing-{lesson.pk.hex}")
    Lesson.objects.bulk_update(lessons, ["course", "slug", "retired_at"])


def _sync_texts(course: Course, texts: Iterable[TreeText]) -> None:
    wanted = {(text.node, text.locale): text for text in texts}
    known = {(row.node, row.locale): row for row in course.texts.all()}
    rows = [
        NodeText(course=course, node=text.node, locale=text.locale, title=text.title, behind=text.behind)
        for place, text in wanted.items()
        if place not in known or (known[place].title, known[place].behind) != (text.title, text.behind)
    ]
    NodeText.objects.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=["title", "behind", "course"],
        unique_fields=["node", "locale"],
    )
    gone = [row.pk for place, row in known.items() if place not in wanted and row.locale != "de"]
    if gone:
        NodeText.objects.filter(pk__in=gone).delete()

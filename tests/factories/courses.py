"""Courses without pages, and enrolments, for tests."""

import uuid
from datetime import datetime
from typing import Any

from cms.models import CoursePage
from core import clock
from core.ids import uuid7
from courses.domain import enrolment as enrolments
from courses.domain import lesson as lesson_domain
from courses.domain import outline as outlines
from courses.enums import EnrolmentSource
from courses.models import Course, Enrolment, Lesson
from courses.outline import AllOf, CourseTree, LessonNode, ModuleNode, Outline, RequiredLessons, TreeText
from people.models import Person
from tests.factories import pages


def enrol(person: Person, course: CoursePage) -> Enrolment:
    """A person joins a course by the open door."""
    return enrolments.enrol(
        person=person,
        course=pages.record(course),
        source=EnrolmentSource.SELF,
        actor=person.account,
        at=clock.now(),
    )


def tree(*lessons: int, key: uuid.UUID | None = None, **fields: Any) -> CourseTree:
    """What the pages of a course would say: a module per number, each of so many lessons. Keys follow from the course's."""
    key = key or uuid7()
    modules = tuple(
        ModuleNode(
            uuid.uuid5(key, f"m{number}"),
            tuple(LessonNode(uuid.uuid5(key, f"m{number}l{index}")) for index in range(count)),
        )
        for number, count in enumerate(lessons)
    )
    outline = Outline(
        key, modules=modules, **{name: fields.pop(name) for name in ("order", "requires") if name in fields}
    )
    titles = [TreeText(key, "de", f"Kurs {key.hex[-6:]}")]
    titles += [TreeText(node.key, "de", f"Lektion {index}") for index, node in enumerate(outline.lessons(), 1)]
    given = {
        "outline": outline,
        "slug": f"kurs-{key.hex}",
        "track": "training",
        "access": "open",
        "joining": "open",
        "rule": AllOf((RequiredLessons(),)),
        "lesson_slugs": tuple((node.key, f"lektion-{index}") for index, node in enumerate(outline.lessons(), 1)),
        "texts": tuple(titles),
    }
    return CourseTree(**given | fields)


def record(source: CourseTree) -> Course:
    """The record of a course as it stands without pages."""
    course = outlines.sync(source.outline.course, lambda _: source)
    assert course
    return course


def join(person: Person, course: Course, *, at: datetime | None = None) -> Enrolment:
    """A person joins by the open door."""
    return enrolments.enrol(
        person=person, course=course, source=EnrolmentSource.SELF, actor=person.account, at=at or clock.now()
    )


def finish(person: Person, *lessons: uuid.UUID, at: datetime | None = None) -> None:
    """The person presses “Done, next” in these lessons."""
    for lesson in Lesson.objects.filter(pk__in=lessons):
        lesson_domain.finish(person=person, lesson=lesson, actor=person.account, at=at or clock.now())

"""An activity in a lesson of a course without pages, with a person who does it and a trainer who answers."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from core.ids import uuid7
from courses import installed_kinds, runtime
from courses.activity_types import ActivityType, Context, Inline, Shown
from courses.domain import enrolment, outline
from courses.enums import EnrolmentSource
from courses.models import Activity, ActivityState, ActivityText, Attempt, Course, Fact
from courses.outline import (
    ActivityNode,
    AllOf,
    CourseTree,
    LessonNode,
    ModuleNode,
    Outline,
    RequiredLessons,
    activity_node,
)
from people.enums import Role
from people.models import Account, Person
from tests.factories import people

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")


@dataclass
class Bench:
    """One activity at work. Every act happens a minute after the one before."""

    activity: Activity
    course: Course
    lesson: uuid.UUID
    person: Person
    trainer: Account
    at: datetime = AT

    @property
    def node(self) -> uuid.UUID:
        return activity_node(self.lesson, self.activity.pk)

    def later(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def act(self, action: str, payload: Mapping[str, Any] | None = None, *, language: str = "de") -> Mapping[str, Any]:
        assert self.person.account
        return runtime.act(
            person=self.person,
            course=self.course.pk,
            lesson=self.lesson,
            activity=self.activity.pk,
            action=action,
            payload=payload or {},
            language=language,
            actor=self.person.account,
            at=self.later(),
        ).data

    def decide(self, decision: str, payload: Mapping[str, Any] | None = None, *, actor: Account | None = None) -> Any:
        return runtime.decide(
            attempt=self.attempt().pk,
            decision=decision,
            payload=payload or {},
            actor=actor or self.trainer,
            at=self.later(),
        ).data

    def context(self, *, person: bool = True, language: str = "de") -> Context:
        who = self.person.pk if person else None
        keys = [self.activity.pk]
        found = runtime.contexts(lesson=self.lesson, activities=keys, person=who, language=language, at=self.at)
        return found[self.activity.pk][1]

    def show(self, *, person: bool = True, language: str = "de") -> Shown:
        return runtime.show(self.activity, self.context(person=person, language=language))

    def html(self, *, person: bool = True, language: str = "de") -> str:
        """What the page holds of the activity, as the lesson's template tag renders it."""
        context, shown = self.context(person=person, language=language), self.show(person=person, language=language)
        assert isinstance(shown, Inline), shown
        one = {"key": self.activity.pk, "title": context.title, "language": context.language}
        addresses = {"act_url": "/do/", "join_url": "/join/", "lesson_url": "/lesson/", "try_name": "try"}
        words = dict(shown.context) | addresses | {"one": one, "shown": shown, "joined": person}
        with translation.override(language):
            return render_to_string(shown.template, words, request=RequestFactory().get("/"))

    def attempt(self) -> Attempt:
        return Attempt.objects.filter(activity=self.activity, person=self.person).order_by("-n").get()

    def state(self) -> Mapping[str, Any] | None:
        return ActivityState.objects.filter(attempt__activity=self.activity).values_list("data", flat=True).last()

    def facts(self) -> list[str]:
        """Kinds of the facts about the activity, in the order of their time."""
        return list(Fact.objects.filter(node=self.node).order_by("effective_at").values_list("kind", flat=True))


def bench(
    kind: str, config: Mapping[str, Any], *, english: Mapping[str, Any] | None = None, title: str = "Übung"
) -> Bench:
    """A person enrolled in a course whose one lesson holds the activity; its words in German and, if given, in English."""
    activity = Activity.objects.create(type=kind, title=title, config=dict(config))
    if english is not None:
        ActivityText.objects.create(activity=activity, locale="en", title=f"{title} (en)", text=dict(english))
    course, lesson = course_with(activity)
    person = people.learner()
    assert person.account
    enrolment.enrol(person=person, course=course, source=EnrolmentSource.SELF, actor=person.account, at=AT)
    return Bench(activity, course, lesson, person, people.account(Role.COORDINATOR))


def course_with(activity: Activity) -> tuple[Course, uuid.UUID]:
    """The record of a course with one lesson, as its pages would make it."""
    key, lesson = uuid7(), uuid7()
    placed = (ActivityNode(activity_node(lesson, activity.pk), activity.pk),)
    modules = (ModuleNode(uuid7(), (LessonNode(lesson, placed, done_by="activities"),)),)
    tree = CourseTree(
        outline=Outline(key, modules=modules),
        slug=f"kurs-{key.hex}",
        track="training",
        access="open",
        joining="open",
        rule=AllOf((RequiredLessons(),)),
        lesson_slugs=((lesson, "lektion"),),
    )
    course = outline.sync(key, lambda _: tree)
    assert course
    return course, lesson


class Wrote(AssertionError):
    """Something was written, or asked, where nothing may be."""


@contextmanager
def no_writes() -> Iterator[None]:
    """Fails if anything is written to the database inside."""
    with _refusing(WRITES):
        yield


@contextmanager
def no_queries() -> Iterator[None]:
    """Fails if the database is asked at all inside."""
    with _refusing(("",)):
        yield


@contextmanager
def _refusing(starts: tuple[str, ...]) -> Iterator[None]:
    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(starts):
            raise Wrote(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield


@contextmanager
def installed(kind: ActivityType) -> Iterator[None]:
    """Inside, `kind` answers to its key, as if its package were installed in this version."""
    with _kinds(installed_kinds._types | {kind.key: kind}):
        yield


@contextmanager
def uninstalled(key: str) -> Iterator[None]:
    """Inside, no package knows the key."""
    with _kinds({name: kind for name, kind in installed_kinds._types.items() if name != key}):
        yield


@contextmanager
def _kinds(known: dict[str, ActivityType]) -> Iterator[None]:
    before = dict(installed_kinds._types)
    installed_kinds._types.clear()
    installed_kinds._types.update(known)
    try:
        yield
    finally:
        installed_kinds._types.clear()
        installed_kinds._types.update(before)

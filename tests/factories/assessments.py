"""Items, assessments and lessons with a quiz for tests."""

import itertools
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from assessments.domain import item as items
from assessments.drafts import ItemDraft, TextDraft
from assessments.enums import ItemKind, Mode
from assessments.models import Assessment, Item, ItemBank, Section, SectionItem
from core.ids import uuid7
from courses import runtime
from courses.domain import enrolment, outline
from courses.enums import EnrolmentSource
from courses.models import Activity, Course, Enrolment
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
from people.models import Person
from tests.factories import people

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def bank(key: str = "", **fields: Any) -> ItemBank:
    key = key or f"bank-{next(_numbers)}"
    return ItemBank.objects.create(key=key, title=key.title(), **fields)


def choice_draft(prompt: str = "Wer wählt den Gemeinderat?", *, correct: str = "b", **fields: Any) -> ItemDraft:
    """Three choices a, b, c in German and English, of which the letters in `correct` are right."""
    fields.setdefault("kind", ItemKind.SINGLE_CHOICE if len(correct) == 1 else ItemKind.MULTIPLE_CHOICE)
    german = {key: f"{prompt} – {key}" for key in "abc"}
    english = {key: f"{prompt} (en) – {key}" for key in "abc"}
    texts = (
        TextDraft("de", prompt, f"Darum: {prompt}", german),
        TextDraft("en", f"{prompt} (en)", f"Because: {prompt}", english),
    )
    return ItemDraft(texts=texts, choices=("a", "b", "c"), correct=frozenset(correct), **fields)


def number_draft(value: str = "16", tolerance: str = "0", **fields: Any) -> ItemDraft:
    texts = (TextDraft("de", "Ab welchem Alter?", "Ab 16."), TextDraft("en", "From which age?", "From 16."))
    return ItemDraft(ItemKind.NUMBER, texts, value=Decimal(value), tolerance=Decimal(tolerance), **fields)


def text_draft(*accepted: str, **fields: Any) -> ItemDraft:
    texts = (TextDraft("de", "Wie heißt das Parlament?", accepted=accepted or ("Bundestag",)),)
    return ItemDraft(ItemKind.SHORT_TEXT, texts, **fields)


def statement_draft(*, truth: bool = True, **fields: Any) -> ItemDraft:
    return ItemDraft(ItemKind.TRUE_FALSE, (TextDraft("de", "Der Bundestag wird gewählt."),), truth=truth, **fields)


def item(into: ItemBank | None = None, draft: ItemDraft | None = None, tags: Iterable[str] = (), **fields: Any) -> Item:
    into = into or bank()
    key = fields.pop("key", "") or f"item-{next(_numbers)}"
    items.load(bank=into, key=key, draft=draft or choice_draft(f"Frage {key}"), tags=tags, at=AT, **fields)
    return Item.objects.select_related("current", "bank").get(bank=into, key=key)


def assessment(
    *fixed: Item, mode: Mode = Mode.TEST, draw: tuple[ItemBank, str, int] | None = None, **fields: Any
) -> Assessment:
    """One section of `fixed` items and, if wished, `draw` (bank, tag, number) from a bank."""
    made = Assessment.objects.create(title=f"Prüfung {next(_numbers)}", mode=mode, **fields)
    section = Section.objects.create(assessment=made, sort_order=0)
    for order, one in enumerate(fixed):
        SectionItem.objects.create(section=section, item=one, sort_order=order)
    if draw:
        Section.objects.create(assessment=made, sort_order=1, bank=draw[0], tag=draw[1], draw=draw[2])
    return made


@dataclass
class Desk:
    """A learner in a lesson with a quiz: acts as the learner's view does."""

    assessment: Assessment
    person: Person
    course: Course
    lesson: uuid.UUID
    activity: Activity
    enrolment: Enrolment | None = None

    def act(
        self, action: str, payload: dict[str, Any] | None = None, *, at: datetime = AT, person: Person | None = None
    ) -> Any:
        who = person or self.person
        return runtime.act(
            person=who,
            course=self.course.pk,
            lesson=self.lesson,
            activity=self.activity.pk,
            action=action,
            payload=payload or {},
            language="en",
            actor=who.account,
            at=at,
        ).data

    def shown(self, *, at: datetime = AT, person: Person | None = None, language: str = "en") -> Any:
        return self.seen(at=at, person=person or self.person, language=language)

    def seen(self, *, at: datetime = AT, person: Person | None, language: str = "en") -> Any:
        """What is shown to a person, or to nobody in particular."""
        activity, context = self.context(at=at, person=person, language=language)
        return runtime.show(activity, context)

    def context(self, *, at: datetime = AT, person: Person | None = None, language: str = "en") -> Any:
        who = person.pk if person else None
        found = runtime.contexts(
            lesson=self.lesson, activities=[self.activity.pk], person=who, language=language, at=at
        )
        return found[self.activity.pk]

    def settle(self, *, at: datetime) -> bool:
        found = {self.activity.pk: self.context(at=at, person=self.person)}
        return runtime.settle(person=self.person, course=self.course.pk, found=found, actor=self.person.account, at=at)


def desk(made: Assessment, *, enrolled: bool = True) -> Desk:
    """A course with one lesson holding this assessment, and a learner who joined it."""
    activity = Activity.objects.create(type="quiz", title="Kurz geprüft", config={"assessment": made.pk})
    course, lesson = _course(activity)
    who = people.learner()
    found = Desk(made, who, course, lesson, activity)
    if enrolled:
        found.enrolment = join(found, who)
    return found


def _course(activity: Activity) -> tuple[Course, uuid.UUID]:
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


def join(where: Desk, who: Person) -> Enrolment:
    return enrolment.enrol(person=who, course=where.course, source=EnrolmentSource.SELF, actor=who.account, at=AT)


def given(answers: dict[Item, str | Sequence[str]], **more: Any) -> dict[str, Any]:
    """The fields of a form that answers these items."""
    fields = {f"item-{one.current_id}": answer for one, answer in answers.items()}
    return {"seen": [str(one.current_id) for one in answers]} | fields | more


def author(**fields: Any) -> Any:
    return people.account(Role.AUTHOR, **fields)

"""Courses with facts, and the certificates they lead to, without pages."""

import itertools
import uuid
from datetime import UTC, datetime
from decimal import Decimal

from certificates.domain import achievement as achievements
from certificates.domain import credential as credentials
from certificates.enums import Kind
from certificates.models import Achievement, Credential
from certificates.names import PrintedNames
from courses.enums import EnrolmentSource, FactKind, FactSource, Track
from courses.models import Course, Enrolment, Fact, NodeText
from courses.models import Outline as OutlineRow
from courses.outline import AllOf, LessonNode, ModuleNode, Outline, RequiredLessons, SinceRule, Units, dump
from people.enums import Role
from people.models import Account, Person
from tests.factories import people

_numbers = itertools.count(1)
AT = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
TITLES = {
    "de": ("Deutschland: Geschichte und Aufbau", "Bund, Land, Kommune", "Gemeinderat, Ausschuss, Beirat"),
    "ar": ("تاريخ المانيا ونظامها", "الاتحاد والولاية والبلدية", "المجلس البلدي واللجنة"),
}


def course(*, track: str = Track.TRAINING, units: int = 0, title: str = "Mitreden vor Ort", **titles: str) -> Course:
    """A course of three modules; with `units`, as many of 36 teaching units must be attended."""
    number = next(_numbers)
    made = Course.objects.create(pk=uuid.uuid4(), slug=f"kurs-mit-nachweis-{number}", track=track, outline_number=1)
    modules = tuple(
        ModuleNode(key=uuid.uuid4(), lessons=(LessonNode(key=uuid.uuid4()),), units=Decimal(12 if units else 0))
        for _ in range(3)
    )
    rule = AllOf((RequiredLessons(), Units(Decimal(units)))) if units else AllOf((RequiredLessons(),))
    outline = Outline(course=made.pk, number=1, modules=modules, rules=(SinceRule(0, rule),))
    OutlineRow.objects.create(course=made, number=1, data=dump(outline))
    for locale, text in {"de": title, **titles}.items():
        NodeText.objects.create(course=made, node=made.pk, locale=locale, title=text)
        for module, of_module in zip(modules, TITLES.get(locale, ()), strict=False):
            NodeText.objects.create(course=made, node=module.key, locale=locale, title=of_module)
    return made


def enrolment(person: Person, of: Course) -> Enrolment:
    return Enrolment.objects.create(
        person=person, course=of, source=EnrolmentSource.SELF, started_outline=1, completed_at=AT
    )


def fact(person: Person, of: Course, kind: FactKind, *, quantity: Decimal | None = None, **fields: object) -> Fact:
    fields.setdefault("node", of.pk)
    return Fact.objects.create(
        person=person,
        course=of,
        kind=kind,
        quantity=quantity,
        source=FactSource.STAFF,
        source_key=f"test/{next(_numbers)}",
        **({"effective_at": AT, "recorded_at": AT} | fields),
    )


def completed(person: Person, of: Course, *, units: int = 0, exam: bool = False) -> Achievement:
    """The person has completed the course, and the rule has said what that is."""
    enrolment(person, of)
    if units:
        fact(person, of, FactKind.UNITS, quantity=Decimal(units))
    if exam:
        fact(person, of, FactKind.PASSED)
    fact(person, of, FactKind.COMPLETED)
    made = achievements.from_completion(person_id=person.pk, course_id=of.pk, at=AT)
    assert made is not None
    return made


def achievement(name: str = "Leyla Haddad", *, person: Person | None = None, of: Course | None = None) -> Achievement:
    return completed(person or people.learner(name), of or course(units=30), units=32)


def credential(
    latin: str = "Leyla Haddad", native: str = "ليلى حداد", *, of: Achievement | None = None, language: str = "de"
) -> Credential:
    """A certificate as issued: confirmed by the holder, made by the job."""
    earned = of or achievement(latin)
    waiting = credentials.confirm_name(
        achievement=earned,
        names=PrintedNames(latin, native),
        language=language,
        actor=earned.person.account,
        at=AT,
    )
    made = credentials.issue(credential_id=waiting.pk, at=AT)
    assert made is not None
    return made


def coordinator(**fields: object) -> Account:
    return people.account(Role.COORDINATOR, **fields)


def kinds() -> list[tuple[Kind, Course, int, bool]]:
    """Each kind with a course that leads to it, units to attend, and whether an exam is passed."""
    return [
        (Kind.SELF_STUDY, course(), 0, False),
        (Kind.PARTICIPATION, course(units=30), 32, False),
        (Kind.EXAM, course(units=30), 36, True),
        (Kind.MENTOR, course(track=Track.MENTORS, title="Begleiten lernen"), 0, False),
        (Kind.ORGANISATION, course(track=Track.ORGANISATIONS, title="Offen werden"), 0, False),
    ]

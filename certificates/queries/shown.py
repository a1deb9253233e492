"""What holders, staff and strangers see of certificates."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from certificates.enums import Kind, Status
from certificates.models import Achievement, Credential
from certificates.names import PrintedNames, is_latin, says_family_name
from certificates.queries.ground import shaken
from core.ids import normalise_code
from courses.models import Course, Enrolment
from courses.queries.overview import NO_TITLE, Title, titles_of
from people.models import Person

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Line:
    """An achievement and its present credential, if the name was confirmed."""

    achievement: Achievement
    credential: Credential | None
    title: Title
    stands: bool = True  # nobody has corrected what the completion rests on

    @property
    def waits_for_name(self) -> bool:
        return self.credential is None and self.stands

    @property
    def is_on_hold(self) -> bool:
        return self.credential is None and not self.stands

    @property
    def names(self) -> PrintedNames:
        """As they are known: to be looked at, then confirmed."""
        return known_names(self.achievement.person)

    @property
    def is_made(self) -> bool:
        return self.credential is not None and self.credential.status == Status.VALID

    @property
    def is_being_made(self) -> bool:
        return self.credential is not None and self.credential.status == Status.CONFIRMED


def mine(person: Person, language: str) -> list[Line]:
    """Everything a person achieved, newest first. Four queries."""
    achievements = Achievement.objects.filter(person=person).select_related("course", "person__identity")
    return _lines(list(achievements), language)


def awaited(person: Person, language: str) -> list[Title]:
    """Completed courses whose achievement a job is about to record. Two queries."""
    recorded = Achievement.objects.filter(person=person).values("course")
    completed = Enrolment.objects.filter(person=person, completed_at__isnull=False).exclude(course__in=recorded)
    courses = list(completed.values_list("course", flat=True))
    titles = titles_of(courses, language) if courses else {}
    return [titles.get(course, NO_TITLE) for course in courses]


def of_course(course: Course, language: str) -> list[Line]:
    """Everyone's achievements in a course, for staff, in the order of names. Four queries."""
    achievements = Achievement.objects.filter(course=course).select_related("course", "person__identity")
    return sorted(_lines(list(achievements), language), key=lambda line: line.names.latin.casefold())


def to_print(course: Course) -> "QuerySet[Credential]":
    """The valid certificates of a course with their wording, in the order of names. Three queries."""
    found = Credential.objects.filter(achievement__course=course, status=Status.VALID).select_related("template")
    return found.prefetch_related("template__texts", "template__pictures").order_by("latin_name")


def known_names(person: Person) -> PrintedNames:
    """What is known of a person's name, by script; the Latin one is empty where nobody has written it yet."""
    identity = getattr(person, "identity", None)
    name, latin = (identity.name, identity.latin_name) if identity else ("", "")
    return PrintedNames(latin or name) if is_latin(name) else PrintedNames(latin, name)


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course with certificates, for staff: how many wait, are made, and rest on something that was corrected."""

    course: Course
    title: Title
    waiting: int
    valid: int
    shaken: int


def courses(language: str) -> list[CourseLine]:
    """Every course that somebody has achieved something in; those with something to do first."""
    waiting = Count("achievements", filter=Q(achievements__credentials=None), distinct=True)
    valid = Count("achievements__credentials", filter=Q(achievements__credentials__status=Status.VALID), distinct=True)
    found = list(Course.objects.exclude(achievements=None).annotate(waiting=waiting, valid=valid))
    titles = titles_of({course.pk for course in found}, language)
    doubtful = Counter(one.achievement.course_id for one in shaken())
    lines = [CourseLine(one, titles.get(one.pk, NO_TITLE), one.waiting, one.valid, doubtful[one.pk]) for one in found]
    return sorted(lines, key=lambda line: (-line.shaken, -line.waiting, line.title.text))


def _lines(achievements: list[Achievement], language: str) -> list[Line]:
    titles = titles_of({one.course_id for one in achievements}, language)
    rows = Credential.objects.filter(achievement__in=achievements).order_by("confirmed_at")
    latest: dict[uuid.UUID, Credential] = {row.achievement_id: row for row in rows}
    complete = set(
        Enrolment.objects.filter(person__in={one.person_id for one in achievements}, completed_at__isnull=False)
        .filter(course__in={one.course_id for one in achievements})
        .values_list("person_id", "course_id")
    )
    return [
        Line(
            achievement=one,
            credential=latest.get(one.pk),
            title=titles.get(one.course_id, NO_TITLE),
            stands=(one.person_id, one.course_id) in complete,
        )
        for one in achievements
    ]


@dataclass(frozen=True, slots=True)
class Verified:
    """The least: name as printed, kind and date, and whether it still holds. No name once the holder is forgotten."""

    names: tuple[str, ...]
    kind: str
    attests: str
    dated: date
    number: str
    issuer: str
    status: str

    @property
    def is_valid(self) -> bool:
        return self.status == Status.VALID


def by_code(typed: str) -> Verified | None:
    """The credential of a code as somebody typed or scanned it."""
    code = normalise_code(typed[:60])
    found = _published().filter(code=code).first() if code else None
    return _verified(found) if found else None


def by_number(number: str, family_name: str) -> Verified | None:
    """The credential of a number, if the family name is the one printed; nothing tells which of the two was wrong."""
    found = _published().filter(number=number.strip().upper()[:20]).first()
    if found is None or not says_family_name(family_name[:200], *found.names):
        return None
    return _verified(found)


def _published() -> "QuerySet[Credential]":
    return Credential.objects.published().select_related("template")


def _verified(found: Credential) -> Verified:
    return Verified(
        names=found.names,
        kind=str(Kind(found.kind).label),
        attests=Kind(found.kind).attests,
        dated=found.dated_on,
        number=found.number,
        issuer=found.template.issuer,
        status=found.status,
    )

"""Facts from the database, and the progress they make."""

import uuid
from datetime import datetime

from django.db.models import Q

from courses.enums import FactKind
from courses.models import Enrolment, Fact
from courses.outline import CourseDone, Outline, Rule
from courses.progress import FactData, Progress, evaluate

FIELDS = ("id", "node", "kind", "effective_at", "quantity", "corrects_id", "course_id")


def facts_of(person: uuid.UUID, course: uuid.UUID) -> list[FactData]:
    """The facts of a person in a course, and the completions of other courses that rules may ask for. One query."""
    of_course = Q(course_id=course)
    of_others = Q(
        node__in=Enrolment.objects.filter(person_id=person).exclude(completed_at=None).values("course_id"),
        kind__in=(FactKind.COMPLETED, FactKind.WAIVED),
    )
    rows = Fact.objects.filter(of_course | of_others, person_id=person).values_list(*FIELDS)
    return [FactData(*row) for row in rows]


def progress_of(enrolment: Enrolment, outline: Outline, at: datetime) -> Progress:
    """The progress of an enrolment in the current outline, bound by the rules of its time."""
    facts = facts_of(enrolment.person_id, enrolment.course_id)
    return evaluate(outline.bound_for(enrolment.started_outline), facts, at)


def courses_in(rule: Rule) -> set[uuid.UUID]:
    """Other courses that a rule asks for."""
    if isinstance(rule, CourseDone):
        return {rule.course}
    parts: tuple[Rule, ...] = getattr(rule, "parts", ())
    return {course for part in parts for course in courses_in(part)}


def facts_by_course(person: uuid.UUID) -> dict[uuid.UUID, list[FactData]]:
    """All facts of a person by course; completions of courses stand with each, since rules may ask for them. One query."""
    facts = [FactData(*row) for row in Fact.objects.filter(person_id=person).values_list(*FIELDS)]
    courses = {fact.course for fact in facts if fact.course}
    whole = [fact for fact in facts if fact.node in courses]
    return {
        course: [fact for fact in facts if fact.course == course]
        + [fact for fact in whole if fact.course != course and fact.node == fact.course]
        for course in courses
    }

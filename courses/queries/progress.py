"""Facts from the database, and the progress they make."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from courses.models import Enrolment, Fact
from courses.outline import CourseDone, Outline, Rule
from courses.progress import FactData, Progress, evaluate

FIELDS = ("id", "node", "kind", "effective_at", "quantity", "corrects_id", "course_id", "source")


def facts_of(person: uuid.UUID) -> list[FactData]:
    """All facts of a person: a lesson may have come from another course, and rules may ask for one. One query."""
    return [FactData(*row) for row in Fact.objects.filter(person_id=person).values_list(*FIELDS)]


def facts_of_people(people: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[FactData]]:
    """All facts of several people, by person. One query."""
    found: dict[uuid.UUID, list[FactData]] = defaultdict(list)
    for person, *fact in Fact.objects.filter(person_id__in=list(people)).values_list("person_id", *FIELDS):
        found[person].append(FactData(*fact))
    return found


def progress_of(enrolment: Enrolment, outline: Outline, at: datetime) -> Progress:
    """The progress of an enrolment in the current outline, bound by the rules of its time. One query."""
    return progress_by(facts_of(enrolment.person_id), enrolment, outline, at)


def progress_by(facts: Sequence[FactData], enrolment: Enrolment, outline: Outline, at: datetime) -> Progress:
    """The same, of the person's facts as they are at hand."""
    return evaluate(outline.bound_for(enrolment.started_outline), facts, not_before(facts, at))


def not_before(facts: Iterable[FactData], at: datetime) -> datetime:
    """`at`, or the instant of the latest fact: an act that waited for another one looked at the clock before that one did."""
    return max([at, *(fact.effective_at for fact in facts)])


def courses_in(rule: Rule) -> set[uuid.UUID]:
    """Other courses that a rule asks for."""
    if isinstance(rule, CourseDone):
        return {rule.course}
    parts: tuple[Rule, ...] = getattr(rule, "parts", ())
    return {course for part in parts for course in courses_in(part)}

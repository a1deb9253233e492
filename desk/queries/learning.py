"""What a person's own start page shows."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from courses.domain import outline as outlines
from courses.models import Enrolment
from courses.outline import Outline
from courses.progress import FactData, evaluate
from courses.queries.overview import Overview, Title, overview, titles_of
from courses.queries.progress import facts_of
from people.models import Person


@dataclass(frozen=True, slots=True)
class MyLearning:
    """Running courses first, the one last used on top; completed ones below."""

    running: tuple[Overview, ...]
    completed: tuple[Overview, ...]

    @property
    def is_empty(self) -> bool:
        return not self.running and not self.completed


def my_learning(person: Person, language: str, at: datetime) -> MyLearning:
    """Every course of a person at a glance, in four queries however many there are."""
    enrolments = list(
        Enrolment.objects.running().filter(person=person).select_related("course").order_by("-created_at")
    )
    enrolments.sort(key=lambda one: one.last_seen_at or one.created_at, reverse=True)
    facts = facts_of(person.pk)
    titles = titles_of([one.course_id for one in enrolments], language)
    shown = []
    for enrolment in enrolments:
        enrolment.person = person
        outline = outlines.current(enrolment.course)
        shown.append(_overview(enrolment, outline, facts, titles, at))
    return MyLearning(
        running=tuple(one for one in shown if not one.is_done), completed=tuple(one for one in shown if one.is_done)
    )


def _overview(
    enrolment: Enrolment, outline: Outline, facts: list[FactData], titles: dict[uuid.UUID, Title], at: datetime
) -> Overview:
    progress = evaluate(outline.bound_for(enrolment.started_outline), facts, at)
    return overview(enrolment.course, outline, titles=titles, progress=progress, enrolment=enrolment, at=at)

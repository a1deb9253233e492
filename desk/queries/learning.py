"""What a person's own start page shows."""

from dataclasses import dataclass
from datetime import datetime

from activities.assignment.queries import AskedAgain, asked_again
from courses.domain import outline as outlines
from courses.models import Enrolment
from courses.next_chance import chances
from courses.progress import evaluate
from courses.queries.overview import Overview, overview, titles_of
from courses.queries.progress import facts_of
from people.models import Person


@dataclass(frozen=True, slots=True)
class MyCourse:
    """`redo`: the work one is asked to hand in again."""

    overview: Overview
    redo: AskedAgain | None


@dataclass(frozen=True, slots=True)
class MyLearning:
    """Running courses first, the one last used on top; completed ones below."""

    running: tuple[MyCourse, ...]
    completed: tuple[Overview, ...]

    @property
    def is_empty(self) -> bool:
        return not self.running and not self.completed


def my_learning(person: Person, language: str, at: datetime) -> MyLearning:
    """Every course of a person at a glance, in five queries however many there are."""
    enrolments = list(
        Enrolment.objects.running().filter(person=person).select_related("course").order_by("-created_at")
    )
    enrolments.sort(key=lambda one: one.last_seen_at or one.created_at, reverse=True)
    facts = facts_of(person.pk)
    titles = titles_of([one.course_id for one in enrolments], language)
    outlined = [(one, outlines.current(one.course)) for one in enrolments]
    found = [(one, outline, evaluate(outline.bound_for(one.started_outline), facts, at)) for one, outline in outlined]
    coming = chances([rule for _, _, progress in found for rule in progress.course.open_rules], person, at)
    redo = asked_again(person, titles) if enrolments else {}
    shown = [
        overview(one.course, outline, titles=titles, progress=progress, enrolment=one, coming=coming)
        for one, outline, progress in found
    ]
    return MyLearning(
        running=tuple(MyCourse(one, redo.get(one.course.pk)) for one in shown if not one.is_done),
        completed=tuple(one for one in shown if one.is_done),
    )

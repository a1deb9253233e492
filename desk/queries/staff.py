"""What staff see of the people who learn."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from core.languages import SOURCE_LANGUAGE
from courses.domain import outline as outlines
from courses.enums import FactKind, FactSource
from courses.models import Course, Enrolment, Fact, NodeText
from courses.next_chance import chances
from courses.policies import people_seen
from courses.queries.overview import Overview, overview, titles_of
from courses.queries.progress import progress_of
from people.models import Account

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Learners:
    """People in courses, newest first. `courses`: for the filter."""

    page: "Page[Enrolment]"
    courses: tuple[tuple[str, str], ...]
    chosen: str
    wanted: str


def learners(actor: Account, course: str, name: str, page: str) -> Learners:
    """Running enrolments of those the actor may see, by course and part of a name. Four queries however many there are."""
    rows: QuerySet[Enrolment] = (
        Enrolment.objects.running().filter(person__in=people_seen(actor)).select_related("person__identity", "course")
    )
    if course:
        rows = rows.filter(course__slug=course)
    if name:
        rows = rows.filter(Q(person__identity__name__icontains=name) | Q(person__identity__latin_name__icontains=name))
    titles = NodeText.objects.filter(locale=SOURCE_LANGUAGE, node__in=Course.objects.live().values("pk"))
    known = titles.values_list("course__slug", "title").order_by("title")
    found = Paginator(rows.order_by("-created_at"), PER_PAGE).get_page(page)
    return Learners(found, tuple(known), course, name)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as staff and the person read it."""

    fact: Fact
    title: str
    is_corrected: bool

    @property
    def can_be_corrected(self) -> bool:
        return not self.is_corrected and self.fact.kind != FactKind.CORRECTION and self.fact.source != FactSource.RULE


@dataclass(frozen=True, slots=True)
class LearnerCourse:
    """One person in one course. `open_nodes`: what staff may complete or waive, by id."""

    enrolment: Enrolment
    overview: Overview
    facts: tuple[FactLine, ...]
    open_nodes: tuple[tuple[str, str], ...]


def learner_course(enrolment: Enrolment, language: str, at: datetime) -> LearnerCourse:
    """Progress and facts of a person in a course."""
    outline = outlines.current(enrolment.course)
    progress = progress_of(enrolment, outline, at)
    titles = titles_of([enrolment.course_id], language)
    coming = chances(progress.course.open_rules, enrolment.person, at)
    shown = overview(enrolment.course, outline, titles=titles, progress=progress, enrolment=enrolment, coming=coming)
    places = {activity.key: lesson.key for lesson in outline.lessons() for activity in lesson.activities}
    rows = Fact.objects.filter(person=enrolment.person_id, course=enrolment.course_id)
    facts = list(rows.select_related("actor").order_by("-recorded_at", "-pk"))
    corrected = {fact.corrects_id for fact in facts}

    def title(node: uuid.UUID) -> str:
        found = titles.get(places.get(node, node))
        return found.text if found else ""

    return LearnerCourse(
        enrolment=enrolment,
        overview=shown,
        facts=tuple(FactLine(fact, title(fact.node), fact.pk in corrected) for fact in facts),
        open_nodes=_open_nodes(shown),
    )


def _open_nodes(shown: Overview) -> tuple[tuple[str, str], ...]:
    found = [(str(shown.course.pk), shown.title.text)] if not shown.is_done else []
    for part in shown.parts:
        if not part.is_done:
            found.append((str(part.key), f"{part.number} · {part.title}"))
        found += [(str(step.key), f"{part.number} · {step.title}") for step in part.steps if not step.is_done]
    return tuple(found)

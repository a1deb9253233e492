"""What staff see of the people who learn."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from cohorts.models import Cohort
from cohorts.queries.groups import groups_with
from core.languages import SOURCE_LANGUAGE
from courses.domain import outline as outlines
from courses.enums import FactKind, FactSource
from courses.models import Course, Enrolment, Fact, NodeText
from courses.next_chance import chances
from courses.policies import people_seen
from courses.queries.overview import Overview, overview, titles_of
from courses.queries.progress import progress_of
from desk.policies import may_hand_out_sheet
from people.enums import Role
from people.models import Account
from people.policies import has_role
from people.queries.accounts import signs_in_by_email

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Learners:
    """People in courses, newest first. `courses`: for the filter; `sees_all`: everybody, not only those accompanied."""

    page: "Page[Enrolment]"
    courses: tuple[tuple[str, str], ...]
    chosen: str
    wanted: str
    sees_all: bool


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
    return Learners(found, tuple(known), course, name, has_role(actor, Role.COORDINATOR))


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as staff and the person read it."""

    fact: Fact
    title: str
    is_corrected: bool

    @property
    def by(self) -> str:
        """Who of the staff says so."""
        actor = self.fact.actor
        return actor.called if actor and self.fact.source == FactSource.STAFF else ""

    @property
    def can_be_corrected(self) -> bool:
        return not self.is_corrected and self.fact.kind != FactKind.CORRECTION and self.fact.source != FactSource.RULE


@dataclass(frozen=True, slots=True)
class LearnerCourse:
    """One person in one course. `groups`: those of the course that the reader sees; `sheet`: whether one may be handed out."""

    enrolment: Enrolment
    overview: Overview
    facts: tuple[FactLine, ...]
    groups: tuple[Cohort, ...]
    sheet: bool
    by_email: bool


def learner_course(enrolment: Enrolment, actor: Account, language: str, at: datetime) -> LearnerCourse:
    """Progress and facts of a person in a course, as staff see them."""
    outline = outlines.current(enrolment.course)
    progress = progress_of(enrolment, outline, at)
    titles = titles_of([enrolment.course_id], language)
    coming = chances(progress.course.open_rules, enrolment.person, at)
    shown = overview(enrolment.course, outline, titles=titles, progress=progress, enrolment=enrolment, coming=coming)
    places = {activity.key: lesson.key for lesson in outline.lessons() for activity in lesson.activities}
    rows = Fact.objects.filter(person=enrolment.person_id, course=enrolment.course_id)
    facts = list(rows.select_related("actor__person__identity").order_by("-recorded_at", "-pk"))
    corrected = {fact.corrects_id for fact in facts}
    account = enrolment.person.account

    def title(node: uuid.UUID) -> str:
        found = titles.get(places.get(node, node))
        return found.text if found else ""

    return LearnerCourse(
        enrolment=enrolment,
        overview=shown,
        facts=tuple(FactLine(fact, title(fact.node), fact.pk in corrected) for fact in facts),
        groups=tuple(groups_with(enrolment.person, actor).filter(course=enrolment.course_id)),
        sheet=may_hand_out_sheet(actor, enrolment.person),
        by_email=bool(account and signs_in_by_email(account)),
    )

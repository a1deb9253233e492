"""What the staff's pages about groups show."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Q, Subquery

from cohorts.models import Cohort, CohortMember, CohortTrainer
from cohorts.policies import groups_seen
from courses.models import Enrolment
from courses.policies import people_seen
from courses.queries.overview import Title, titles_of
from people.enums import Role
from people.models import Account, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group on the list. `people`: how many belong to it now."""

    cohort: Cohort
    title: Title
    people: int


@dataclass(frozen=True, slots=True)
class Member:
    """`enrolment`: theirs in the group's course, or none if they have left that."""

    person: Person
    enrolment: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Group:
    cohort: Cohort
    title: Title
    members: tuple[Member, ...]
    trainers: tuple[Account, ...]


def groups_of(actor: Account, language: str) -> list[GroupRow]:
    """The groups an account sees, those that have ended last. Two queries however many there are."""
    rows = groups_seen(actor).annotate(people=Count("members", Q(members__until=None), distinct=True))
    found = list(rows.select_related("course").order_by(F("ended_at").desc(nulls_first=True), "name"))
    titles = titles_of({row.course_id for row in found}, language)
    return [GroupRow(row, _title(row, titles), row.people) for row in found]


def group(cohort: Cohort, language: str) -> Group:
    """One group with its people and its trainers. Three queries."""
    enrolment = Enrolment.objects.running().filter(person=OuterRef("person"), course=cohort.course_id)
    rows = CohortMember.objects.filter(cohort=cohort, until=None).select_related("person__identity")
    members = rows.annotate(enrolment=Subquery(enrolment.values("pk"))).order_by("person__identity__name")
    grants = CohortTrainer.objects.filter(cohort=cohort, until=None).select_related("account__person__identity")
    return Group(
        cohort=cohort,
        title=_title(cohort, titles_of([cohort.course_id], language)),
        members=tuple(Member(row.person, row.enrolment) for row in members),
        trainers=tuple(grant.account for grant in grants.order_by("account__username")),
    )


def groups_with(person: Person, actor: Account) -> "QuerySet[Cohort]":
    """The groups a person belongs to now, of those the actor sees."""
    present = CohortMember.objects.filter(person=person, until=None)
    return groups_seen(actor).filter(pk__in=present.values("cohort"), ended_at=None).order_by("name")


def people_to_add(cohort: Cohort, actor: Account) -> "QuerySet[Person]":
    """Who is in the group's course and not in the group, of those the actor sees; who came last is first."""
    present = CohortMember.objects.filter(cohort=cohort, until=None)
    found = people_seen(actor).filter(enrolments__course=cohort.course_id, enrolments__ended_at=None)
    return found.exclude(pk__in=present.values("person")).select_related("identity").order_by("-enrolments__created_at")


def trainers_to_assign(cohort: Cohort, actor: Account) -> "QuerySet[Account]":
    """Every trainer who does not train the group yet, but oneself."""
    present = CohortTrainer.objects.filter(cohort=cohort, until=None)
    known = Account.objects.filter(is_active=True, groups__name=Role.TRAINER).exclude(pk=actor.pk)
    return known.exclude(pk__in=present.values("account")).select_related("person__identity").order_by("username")


def _title(cohort: Cohort, titles: dict[uuid.UUID, Title]) -> Title:
    return titles.get(cohort.course_id) or Title(cohort.course.slug, "de", "")

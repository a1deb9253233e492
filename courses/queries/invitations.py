"""What the pages about invitations show."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.ids import normalise_code
from courses.models import Course, Enrolment, Invitation
from courses.queries.overview import Title, titles_of
from people.models import Account, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHOWN = 200
LONGEST = 16  # letters of a code


def by_code(typed: str) -> "QuerySet[Invitation]":
    """The invitation of a code as somebody typed it."""
    code = normalise_code(typed)
    known = Invitation.objects.select_related("course")
    return known.filter(code=code) if 0 < len(code) <= LONGEST else known.none()


def own_course(typed: str, person: Person | None) -> Course | None:
    """The course of an invitation, ended or not, for somebody who is in it already."""
    if person is None:
        return None
    found = by_code(typed).filter(course__enrolments__in=Enrolment.objects.running().filter(person=person)).first()
    return found.course if found else None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation on the list. `state`: open, used_up, expired or revoked."""

    invitation: Invitation
    title: Title
    state: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def spoken(self) -> str:
        """The code in two halves, as one reads it out."""
        code = self.invitation.code
        return f"{code[:4]}-{code[4:]}"


def invitation_row(invitation: Invitation, language: str, at: datetime) -> InvitationRow:
    titles = titles_of([invitation.course_id], language)
    return _row(invitation, titles, at)


def invitation_list(actor: Account, language: str, at: datetime) -> list[InvitationRow]:
    """The latest invitations, open ones first and of those one's own, in two queries."""
    rows = list(Invitation.objects.select_related("course")[:SHOWN])
    titles = titles_of({row.course_id for row in rows}, language)
    return sorted(
        (_row(row, titles, at) for row in rows),
        key=lambda row: (not row.is_open, row.invitation.created_by_id != actor.pk),
    )


def course_title(course: Course, language: str) -> Title:
    return titles_of([course.pk], language).get(course.pk) or Title(course.slug, "de", "")


def course_choices(language: str) -> list[tuple[str, str]]:
    """Every live course by its title, for a form."""
    courses = list(Course.objects.live().exclude(outline_number=0))
    titles = titles_of([course.pk for course in courses], language)
    return [(str(course.pk), titles[course.pk].text if course.pk in titles else course.slug) for course in courses]


def _row(invitation: Invitation, titles: dict[uuid.UUID, Title], at: datetime) -> InvitationRow:
    title = titles.get(invitation.course_id) or Title(invitation.course.slug, "de", "")
    return InvitationRow(invitation, title, _state(invitation, at))


def _state(invitation: Invitation, at: datetime) -> str:
    if invitation.revoked_at:
        return "revoked"
    if invitation.expires_at <= at:
        return "expired"
    return "used_up" if invitation.uses >= invitation.max_uses else "open"


def people_invited(account: Account) -> "QuerySet[Person]":
    """People who are in a course now because they came by an invitation of this account."""
    return Person.objects.filter(enrolments__invitation__created_by=account, enrolments__ended_at=None)

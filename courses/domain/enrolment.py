"""Joining a course, going on in it, leaving it."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from core.db import locked
from core.languages import SOURCE_LANGUAGE
from courses import policies
from courses.domain import facts, outline
from courses.enums import EnrolmentSource
from courses.errors import AlreadyEnrolled, CourseRetired, JoiningClosed, NotEnrolled, PrerequisiteMissing
from courses.models import Course, Enrolment, Invitation
from courses.queries.joining import missing_before
from people.models import Account, Person
from people.policies import require


def enrol(
    *,
    person: Person,
    course: Course,
    source: EnrolmentSource,
    invitation: Invitation | None = None,
    actor: Account | None,
    at: datetime,
) -> Enrolment:
    """Lets a person do a course from its present outline on. Who had left comes back to everything done before.

    `invitation`: by which the person comes; who made it accompanies them from now on.

    Raises `AlreadyEnrolled`, `CourseRetired`, `JoiningClosed` (the door is an invitation or staff),
    `PrerequisiteMissing` (staff may enter a person all the same), `NotAllowed`.
    """
    if course.retired_at or not course.outline_number:
        raise CourseRetired
    if not policies.may_enrol(actor, course, person, source):
        if source == EnrolmentSource.SELF and policies.is_self(actor, person):
            raise JoiningClosed
        require(allowed=False)
    if source != EnrolmentSource.STAFF:
        _require_prerequisites(person, course, at)
    try:
        with transaction.atomic():
            return _enrol(person, course, source, invitation, at)
    except IntegrityError as error:  # two tabs at once: the other one was first
        raise AlreadyEnrolled from error


def _enrol(
    person: Person, course: Course, source: EnrolmentSource, invitation: Invitation | None, at: datetime
) -> Enrolment:
    known = locked(Enrolment.objects.filter(person=person, course=course)).first()
    if known and known.ended_at is None:
        raise AlreadyEnrolled
    if known:
        known.ended_at = None
        known.invitation = invitation or known.invitation
        known.save(update_fields=["ended_at", "invitation"])
        facts.record(known, [], actor=None, at=at)  # what the outline made complete meanwhile
        return known
    return Enrolment.objects.create(
        person=person,
        course=course,
        source=source,
        invitation=invitation,
        started_outline=course.outline_number,
    )


def _require_prerequisites(person: Person, course: Course, at: datetime) -> None:
    missing = missing_before(outline.current(course), person, get_language() or SOURCE_LANGUAGE, at)
    if missing:
        raise PrerequisiteMissing(missing=" ".join(missing))


def leave(*, enrolment: Enrolment, actor: Account, at: datetime) -> None:
    """Ends an enrolment for now; every fact is kept and joining again goes on from there. Raises `NotAllowed`."""
    require(policies.may_leave(actor, enrolment) or policies.may_decide(actor, enrolment.person))
    Enrolment.objects.filter(pk=enrolment.pk, ended_at=None).update(ended_at=at)


def held(*, person: Person, course: uuid.UUID) -> Enrolment:
    """The running enrolment, locked for the caller's transaction: one act at a time changes a person's course.

    Raises `NotEnrolled`.
    """
    rows = Enrolment.objects.filter(person=person, course_id=course, ended_at=None).select_related("course")
    enrolment = locked(rows).first()
    if enrolment is None:
        raise NotEnrolled
    enrolment.person = person
    return enrolment


def known(*, person: Person, course: uuid.UUID) -> Enrolment:
    """The enrolment, running or ended, locked for the caller's transaction: for what staff do. Raises `NotEnrolled`."""
    rows = Enrolment.objects.filter(person=person, course_id=course).select_related("course", "person")
    enrolment = locked(rows).first()
    if enrolment is None:
        raise NotEnrolled
    return enrolment

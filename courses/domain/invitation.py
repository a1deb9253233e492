"""Invitations into a course: a code that a trainer hands out, counted and revocable. They name nobody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from core import audit
from core.db import locked
from core.ids import short_code
from courses import policies
from courses.domain import enrolment
from courses.enums import EnrolmentSource
from courses.errors import (
    AlreadyEnrolled,
    InvitationExpired,
    InvitationRevoked,
    InvitationUnknown,
    InvitationUsedUp,
)
from courses.models import Course, Enrolment, Invitation
from courses.queries.invitations import by_code
from people.domain import person as people
from people.domain.person import SignedUp
from people.models import Account, Person
from people.policies import require

LETTERS = 8  # 39 bits, and the door is limited
TRIES = 5


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came by an invitation without having an account, and their enrolment."""

    signed_up: SignedUp
    enrolment: Enrolment


def create(
    *, course: Course, max_uses: int, expires_at: datetime, label: str = "", actor: Account, at: datetime
) -> Invitation:
    """A new invitation with a code of its own. Raises `InvitationExpired` (it would begin expired), `NotAllowed`."""
    require(policies.may_invite(actor, course))
    if expires_at <= at:
        raise InvitationExpired
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                made = Invitation.objects.create(
                    course=course,
                    code=short_code(LETTERS),
                    label=label,
                    max_uses=max_uses,
                    expires_at=expires_at,
                    created_by=actor,
                )
                audit.log("invitation.created", made, actor=actor)
                return made
        except IntegrityError:  # one code in 500 billion
            continue
    raise InvitationUnknown


def revoke(*, invitation: Invitation, actor: Account, at: datetime) -> None:
    """Ends an invitation at once; who came by it stays. Revoked already: nothing happens. Raises `NotAllowed`."""
    require(policies.may_revoke(actor, invitation))
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=at):
            audit.log("invitation.revoked", invitation, actor=actor)


def look_up(*, code: str, at: datetime) -> Invitation:
    """The open invitation of a code as somebody typed it.

    Raises `InvitationUnknown`, `InvitationRevoked`, `InvitationExpired`, `InvitationUsedUp`.
    """
    found = by_code(code).first()
    _require_open(found, at)
    assert found is not None  # noqa: S101 - `_require_open` has seen to it
    return found


def redeem(*, code: str, person: Person, actor: Account, at: datetime) -> Enrolment:
    """Lets a person into the course of an invitation and takes one of its places, both or neither.

    From then on the person is accompanied by whoever made it.

    Places are counted under a lock with a constraint behind. Who is in the course already takes none: `AlreadyEnrolled`.
    Raises also as `look_up` and as `enrolment.enrol`.
    """
    with transaction.atomic():
        found = locked(by_code(code)).first()
        if found and Enrolment.objects.running().filter(person=person, course=found.course_id).exists():
            raise AlreadyEnrolled
        _require_open(found, at)
        assert found is not None  # noqa: S101 - `_require_open` has seen to it
        joined = enrolment.enrol(
            person=person,
            course=found.course,
            source=EnrolmentSource.INVITATION,
            invitation=found,
            actor=actor,
            at=at,
        )
        found.uses += 1
        found.save(update_fields=["uses"])
    return joined


def join(*, code: str, at: datetime, **sign_up: Any) -> Arrival:
    """Signs somebody up and lets them in, all or nothing: no account is left behind by an invitation that has just ended.

    `sign_up`: as `people.domain.person.sign_up`. The same form twice joins once. Raises as that and as `redeem`.
    """
    with transaction.atomic():
        signed_up = people.sign_up(at=at, **sign_up)
        person = signed_up.person
        try:
            joined = redeem(code=code, person=person, actor=signed_up.account, at=at)
        except AlreadyEnrolled:
            joined = Enrolment.objects.get(person=person, course__in=by_code(code).values("course"))
    return Arrival(signed_up, joined)


def _require_open(found: Invitation | None, at: datetime) -> None:
    if found is None or found.course.retired_at:
        raise InvitationUnknown
    if found.revoked_at:
        raise InvitationRevoked
    if found.expires_at <= at:
        raise InvitationExpired
    if found.uses >= found.max_uses:
        raise InvitationUsedUp

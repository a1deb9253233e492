"""An organisation asks for a consultation; a coordinator gives it to an adviser."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from consultations import policies
from consultations.domain import booking, moves
from consultations.enums import RequestStatus
from consultations.errors import AdviserUnknown, NothingWished, NoWayToAnswer
from consultations.models import Adviser, Request
from core import audit
from core.later import later
from organisations.models import Organisation
from organisations.policies import acts_for
from people.models import Account
from people.policies import Actor, person_of, require


@dataclass(frozen=True, slots=True)
class Wish:
    """What an organisation wrote. `wished_dates`: free words, for when no offered time fits; `language`: of all mails.

    `topics`: their ids.
    """

    organisation_name: str
    contact_name: str
    language: str
    email: str = ""
    phone: str = ""
    wished_dates: str = ""
    message: str = ""
    topics: tuple[int, ...] = ()


def ask(
    *,
    wish: Wish,
    slot: uuid.UUID | None,
    submission: uuid.UUID,
    organisation: Organisation | None,
    actor: Actor,
    at: datetime,
) -> Request:
    """Keeps a request and, if a slot was chosen, books it in the same transaction: both or nothing.

    The same `submission` again (double click, back button) gives the request that is there. Raises `NothingWished`,
    `NoWayToAnswer`, `SlotTaken`, `SlotPast`, `SlotGone`, `NotAllowed` for an organisation the actor does not act for.
    """
    _require_answerable(wish, slot)
    require(organisation is None or acts_for(actor, organisation))
    if known := Request.objects.filter(submission=submission).first():
        return known
    try:
        with transaction.atomic():
            return _keep(wish, slot, submission, organisation, actor, at)
    except IntegrityError:  # the same form twice at once: the other one was first
        return Request.objects.get(submission=submission)


def _require_answerable(wish: Wish, slot: uuid.UUID | None) -> None:
    if not (wish.email or wish.phone):
        raise NoWayToAnswer
    if slot is None and not wish.wished_dates.strip():
        raise NothingWished


def _keep(
    wish: Wish,
    slot: uuid.UUID | None,
    submission: uuid.UUID,
    organisation: Organisation | None,
    actor: Actor,
    at: datetime,
) -> Request:
    request = Request.objects.create(
        submission=submission,
        organisation=organisation,
        person=person_of(actor),
        organisation_name=wish.organisation_name,
        contact_name=wish.contact_name,
        email=wish.email,
        phone=wish.phone,
        wished_dates=wish.wished_dates,
        message=wish.message,
        language=wish.language,
        created_at=at,
    )
    request.topics.set(wish.topics)
    later("consultations.tasks.tell_office", request_id=str(request.pk))
    if slot:
        booking.take(request=request, slot=slot, at=at)
    else:
        booking.tell_asker(request)
    return request


def assign(*, request: Request, adviser: Adviser, actor: Account) -> Request:
    """Gives a request that has no time yet to an adviser, who is told by mail; the same adviser again changes nothing.

    Raises `AdviserUnknown` for one whose role has ended, `MoveNotAllowed`, `NotAllowed`.
    """
    require(policies.may_coordinate(actor))
    if adviser.until is not None:
        raise AdviserUnknown
    with transaction.atomic():
        held = moves.hold(pk=request.pk)
        if held.adviser_id != adviser.pk:
            held.adviser = adviser
            moves.move(held, RequestStatus.ASSIGNED)
            later("consultations.tasks.tell_assigned", request_id=str(held.pk), adviser_id=str(adviser.pk))
            audit.log("consultation.assigned", held, actor=actor, person_id=held.person_id)
    return held

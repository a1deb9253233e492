"""A request takes a slot, moves to another one, gives it back."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from consultations import policies
from consultations.domain import moves
from consultations.enums import EndedBy, RequestStatus
from consultations.errors import NotYetBegun, ReasonMissing, SlotGone, SlotPast, SlotTaken, TooLateToCancel
from consultations.models import Booking, Request, Slot
from core import audit
from core.db import locked
from core.later import later
from people.models import Account
from people.policies import require


def book(*, request: Request, slot: Slot, actor: Account, at: datetime) -> Booking:
    """Puts a request into a free slot; one that was booked moves there and its old slot is free again.

    Raises `SlotTaken`, `SlotPast`, `SlotGone`, `MoveNotAllowed`, `NotAllowed`. The organisation and the advisers are told
    by jobs in the same transaction.
    """
    with transaction.atomic():
        held = moves.hold(pk=request.pk)
        require(policies.may_book(actor, held, slot))
        _end(held, by=EndedBy.MOVED, at=at)
        booking = take(request=held, slot=slot.pk, at=at)
        audit.log("consultation.booked", held, actor=actor, person_id=held.person_id)
    return booking


def take(*, request: Request, slot: uuid.UUID, at: datetime) -> Booking:
    """Takes the slot for a request held by the caller's transaction: under the slot's lock, with a constraint behind.

    Raises `SlotTaken`, `SlotPast`, `SlotGone`, `MoveNotAllowed`.
    """
    held = locked(Slot.objects.filter(pk=slot)).first()
    if held is None or held.cancelled_at:
        raise SlotGone
    if held.starts_at <= at:
        raise SlotPast
    if policies.has_live_booking(held):
        raise SlotTaken
    try:
        with transaction.atomic():
            booking = Booking.objects.create(request=request, slot=held, booked_at=at)
    except IntegrityError as error:
        raise SlotTaken from error
    request.adviser_id = held.adviser_id
    moves.move(request, RequestStatus.CONFIRMED)
    tell_asker(request)
    later("consultations.tasks.tell_adviser", booking_id=str(booking.pk), ended=False)
    return booking


def cancel_by_link(*, token: str, at: datetime) -> Request:
    """Cancels a request by whoever holds its link; cancelling again changes nothing.

    Raises `RequestUnknown`, `TooLateToCancel` once the consultation has begun, `MoveNotAllowed` once it was held.
    """
    with transaction.atomic():
        held = moves.hold(token=token)
        if held.status != RequestStatus.CANCELLED:
            live = _live(held)
            if live and live.slot.starts_at <= at:
                raise TooLateToCancel
            _cancel(held, by=EndedBy.ASKER, at=at)
    return held


def cancel(*, request: Request, reason: str, actor: Account, at: datetime) -> Request:
    """Cancels a request by the office, with a reason that the organisation reads; again changes nothing.

    Raises `ReasonMissing`, `MoveNotAllowed` once it was held, `NotAllowed`.
    """
    with transaction.atomic():
        held = moves.hold(pk=request.pk)
        require(policies.may_handle(actor, held))
        if not reason.strip():
            raise ReasonMissing
        if held.status != RequestStatus.CANCELLED:
            held.reason = reason.strip()
            _cancel(held, by=EndedBy.OFFICE, at=at)
            audit.log("consultation.cancelled", held, actor=actor, person_id=held.person_id)
    return held


def mark_held(*, request: Request, actor: Account, at: datetime) -> Request:
    """Notes that a booked consultation took place. Raises `NotYetBegun`, `MoveNotAllowed`, `NotAllowed`."""
    with transaction.atomic():
        held = moves.hold(pk=request.pk)
        require(policies.may_handle(actor, held))
        live = _live(held)
        if live and live.slot.starts_at > at:
            raise NotYetBegun
        moves.move(held, RequestStatus.HELD)
        audit.log("consultation.held", held, actor=actor, person_id=held.person_id)
    return held


def tell_asker(request: Request) -> None:
    """Enqueues the mail about the request as it now stands."""
    later("consultations.tasks.tell_asker", request_id=str(request.pk))


def _cancel(request: Request, *, by: EndedBy, at: datetime) -> None:
    _end(request, by=by, at=at)
    moves.move(request, RequestStatus.CANCELLED)
    tell_asker(request)


def _end(request: Request, *, by: EndedBy, at: datetime) -> None:
    """Ends the live booking of a held request, if it has one: the slot is free again."""
    live = _live(request)
    if live:
        live.ended_at, live.ended_by = at, by
        live.save(update_fields=["ended_at", "ended_by"])
        later("consultations.tasks.tell_adviser", booking_id=str(live.pk), ended=True)


def _live(request: Request) -> Booking | None:
    return Booking.objects.live().filter(request=request).select_related("slot").first()

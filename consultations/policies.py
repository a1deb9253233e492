"""Who may offer times, see requests, decide about them."""

from consultations.models import Adviser, Booking, Request, Slot
from people.enums import Role
from people.policies import Actor, has_role, is_self, person_of


def may_coordinate(actor: Actor) -> bool:
    """Sees every request, assigns advisers and times, cancels, grants and ends the adviser's role."""
    return has_role(actor, Role.COORDINATOR)


def adviser_of(actor: Actor) -> Adviser | None:
    """The running grant of the actor as an adviser, or none."""
    person = person_of(actor)
    if person is None or not getattr(actor, "is_active", False):
        return None
    return Adviser.objects.live().filter(person=person).first()


def may_enter(actor: Actor) -> bool:
    """Whether there is anything here for the actor: coordinators and advisers."""
    return may_coordinate(actor) or adviser_of(actor) is not None


def may_offer(actor: Actor, adviser: Adviser) -> bool:
    """Offers and withdraws times of an adviser: the adviser, or a coordinator for them."""
    return may_coordinate(actor) or (adviser.until is None and is_self(actor, adviser.person))


def may_handle(actor: Actor, request: Request) -> bool:
    """Sees a request with its contact, cancels it, marks it held: a coordinator, and the adviser it is with."""
    if may_coordinate(actor):
        return True
    adviser = request.adviser
    return adviser is not None and adviser.until is None and is_self(actor, adviser.person)


def may_book(actor: Actor, request: Request, slot: Slot) -> bool:
    """Puts a request into a slot: a coordinator into any, the adviser it is with into an own one."""
    return may_coordinate(actor) or (may_handle(actor, request) and slot.adviser_id == request.adviser_id)


def may_grant(actor: Actor, adviser_account: Actor) -> bool:
    """Makes somebody an adviser: a coordinator, never oneself."""
    return may_coordinate(actor) and actor != adviser_account


def has_live_booking(slot: Slot) -> bool:
    return Booking.objects.live().filter(slot=slot).exists()

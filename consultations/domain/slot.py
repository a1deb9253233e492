"""Advisers offer times and take them back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from consultations import policies
from consultations.errors import (
    LengthUnusual,
    SeriesUnclear,
    SlotBooked,
    SlotInPast,
    SlotOverlaps,
    SlotTooFar,
    SlotWithoutPlace,
)
from consultations.models import LONGEST, SHORTEST, Adviser, Slot
from core.db import locked
from core.walltime import instant, weekly
from people.models import Account
from people.policies import require

AHEAD = timedelta(days=731)
WEEKS = 26


@dataclass(frozen=True, slots=True)
class Offer:
    """A time as the office's clocks show it, its length in minutes, and where: a place or the link of a video call."""

    day: date
    time: time
    minutes: int
    place: str = ""
    online_url: str = ""


def offer(*, adviser: Adviser, what: Offer, actor: Account, at: datetime) -> Slot:
    """Offers one time. Raises `SlotInPast`, `SlotTooFar`, `SlotOverlaps`, `SlotWithoutPlace`, `LengthUnusual`,
    `NoSuchTime` (the clocks skip it), `NotAllowed`."""
    return _offer(adviser, what, [what.day], actor, at)[0]


def offer_series(*, adviser: Adviser, what: Offer, until: date, actor: Account, at: datetime) -> list[Slot]:
    """Offers the same wall time every week until a day, over the changes of the clocks: all of them or none.

    Raises `SeriesUnclear` and what `offer` raises.
    """
    if not timedelta(0) < until - what.day <= timedelta(weeks=WEEKS):
        raise SeriesUnclear(weeks=WEEKS)
    return _offer(adviser, what, list(weekly(what.day, until)), actor, at)


def withdraw(*, slot: Slot, actor: Account, at: datetime) -> Slot:
    """Takes a free time back; again changes nothing. Raises `SlotBooked`, `NotAllowed`."""
    with transaction.atomic():
        held = locked(Slot.objects.filter(pk=slot.pk)).get()
        require(policies.may_offer(actor, held.adviser))
        if policies.has_live_booking(held):
            raise SlotBooked
        if held.cancelled_at is None:
            held.cancelled_at = at
            held.save(update_fields=["cancelled_at"])
    return held


def _offer(adviser: Adviser, what: Offer, days: list[date], actor: Account, at: datetime) -> list[Slot]:
    require(policies.may_offer(actor, adviser))
    _require_usual(what)
    _require_to_come(days, at)
    starts = [instant(day, what.time) for day in days]
    if starts[0] <= at:
        raise SlotInPast
    with transaction.atomic():
        held = locked(Adviser.objects.filter(pk=adviser.pk)).get()
        _require_apart(held, starts, what.minutes)
        return [
            Slot.objects.create(
                adviser=held, starts_at=start, minutes=what.minutes, place=what.place, online_url=what.online_url
            )
            for start in starts
        ]


def _require_usual(what: Offer) -> None:
    if not SHORTEST <= what.minutes <= LONGEST:
        raise LengthUnusual
    if not (what.place.strip() or what.online_url.strip()):
        raise SlotWithoutPlace


def _require_to_come(days: list[date], at: datetime) -> None:
    """By days first: an instant of the year 1 or 9999 would overflow."""
    today = timezone.localdate(at)
    if days[0] < today:
        raise SlotInPast
    if days[-1] > today + AHEAD:
        raise SlotTooFar


def _require_apart(adviser: Adviser, starts: list[datetime], minutes: int) -> None:
    length = timedelta(minutes=minutes)
    around = (starts[0] - timedelta(minutes=LONGEST), starts[-1] + length)
    for other in Slot.objects.filter(adviser=adviser, cancelled_at=None, starts_at__range=around):
        if any(start < other.ends_at and other.starts_at < start + length for start in starts):
            raise SlotOverlaps(when=date_format(timezone.localtime(other.starts_at), "DATETIME_FORMAT"))

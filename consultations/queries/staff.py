"""What advisers and coordinators see."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Case, Prefetch, QuerySet, When

from consultations.enums import RequestStatus
from consultations.models import Adviser, Booking, Request, Slot, Topic
from consultations.policies import may_coordinate
from consultations.queries.public import with_details
from consultations.queries.topics import with_words
from people.models import Account

OPEN = (RequestStatus.REQUESTED, RequestStatus.ASSIGNED, RequestStatus.CONFIRMED)
CLOSED = (RequestStatus.HELD, RequestStatus.CANCELLED)
KEPT_IN_VIEW = timedelta(days=14)


def requests(*, status: Iterable[str]) -> "QuerySet[Request]":
    """Requests in these states with topics, live booking and adviser: the longest waiting first, those with a date last."""
    has_date = Case(When(status=RequestStatus.CONFIRMED, then=1), default=0)
    return with_details().filter(status__in=tuple(status)).order_by(has_date, "created_at")


def waiting(actor: Account) -> int:
    """How many requests wait: those nobody has taken on, or for an adviser the own ones without a time. One query."""
    if may_coordinate(actor):
        return Request.objects.filter(status=RequestStatus.REQUESTED).count()
    mine = Request.objects.filter(adviser__person__account=actor, adviser__until=None)
    return mine.filter(status=RequestStatus.ASSIGNED).count()


def request_detail(key: uuid.UUID) -> Request | None:
    return with_details().filter(pk=key).first()


def advisers() -> "QuerySet[Adviser]":
    """Running grants with name and topics."""
    topics = Prefetch("topics", queryset=with_words(Topic.objects.all()))
    return (
        Adviser.objects.live()
        .select_related("person__identity", "person__account")
        .prefetch_related(topics)
        .order_by("person__identity__name", "pk")
    )


def slots_of(adviser: Adviser, *, at: datetime) -> "QuerySet[Slot]":
    """Own times: those to come, and those of the last two weeks that were booked; with the live booking's request."""
    live = Prefetch("bookings", queryset=Booking.objects.live().select_related("request"), to_attr="live")
    since = at - KEPT_IN_VIEW
    past = Booking.objects.live().filter(slot__adviser=adviser, slot__starts_at__range=(since, at)).values("slot")
    mine = Slot.objects.filter(adviser=adviser, cancelled_at=None)
    return (mine.filter(starts_at__gt=at) | mine.filter(pk__in=past)).prefetch_related(live).order_by("starts_at")


def free_slots(*, at: datetime, adviser: Adviser | None = None) -> "QuerySet[Slot]":
    """Free times of one adviser or of all, with their adviser's name."""
    free = Slot.objects.free(at).select_related("adviser__person__identity").order_by("starts_at")
    return free.filter(adviser=adviser) if adviser else free


def waiting_for(adviser: Adviser) -> "QuerySet[Request]":
    """Requests that were given to an adviser and have no time yet, the longest waiting first."""
    return Request.objects.filter(adviser=adviser, status=RequestStatus.ASSIGNED).order_by("created_at")

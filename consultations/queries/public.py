"""What an organisation sees: free times, and its own request behind a link."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from consultations.enums import RequestStatus
from consultations.models import Booking, Request, Slot, Topic
from consultations.queries.topics import TopicRow, row, with_words
from organisations.models import Organisation
from people.enums import ContactKind
from people.models import ContactPoint, Person
from people.policies import Actor, person_of

SHOWN = 60
SHOWN_OF_OWN = 10


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """`online`: by video, without its link, which only who booked it sees. `topics`: none means all."""

    id: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    online: bool
    topics: tuple[TopicRow, ...]


def free_times(*, at: datetime, offered: list[TopicRow]) -> list[FreeSlot]:
    """The next free times, the soonest first. `offered`: the topics that are offered now. Two queries."""
    advised = Prefetch("adviser__topics", queryset=Topic.objects.filter(offered=True))
    slots = Slot.objects.free(at).select_related("adviser").prefetch_related(advised).order_by("starts_at", "pk")
    return [_free(slot, offered) for slot in slots[:SHOWN]]


def _free(slot: Slot, offered: list[TopicRow]) -> FreeSlot:
    own = {topic.pk for topic in slot.adviser.topics.all()}
    topics = tuple(topic for topic in offered if topic.id in own)
    only = topics if len(topics) < len(offered) else ()
    return FreeSlot(slot.pk, slot.starts_at, slot.ends_at, slot.place, bool(slot.online_url), only)


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request as its organisation sees it. `slot`: the booked one; `may_cancel`: still open and not begun.

    `cancelled`: the time that was booked, of a request that was cancelled.
    """

    request: Request
    slot: Slot | None
    topics: tuple[TopicRow, ...]
    may_cancel: bool
    cancelled: Slot | None = None


def request_page(*, token: str, language: str, at: datetime) -> RequestPage | None:
    """The request behind a link, or none."""
    request = with_details().filter(token=token).first()
    if request is None:
        return None
    page = page_of(request, language, at)
    return replace(page, cancelled=_last_slot(request)) if request.status == RequestStatus.CANCELLED else page


def _last_slot(request: Request) -> Slot | None:
    last = request.bookings.select_related("slot").last()
    return last.slot if last else None


def with_details() -> "QuerySet[Request]":
    """Requests with their live booking, topics and adviser."""
    live = Prefetch("bookings", queryset=Booking.objects.live().select_related("slot__adviser"), to_attr="live")
    topics = Prefetch("topics", queryset=with_words(Topic.objects.all()))
    requests = Request.objects.select_related("adviser__person__identity", "adviser__person__account")
    return requests.prefetch_related(live).prefetch_related(topics)


def page_of(request: Request, language: str, at: datetime) -> RequestPage:
    """The page of a request fetched by `with_details`."""
    slot = request.live[0].slot if request.live else None  # type: ignore[attr-defined]
    topics = tuple(row(topic, language) for topic in request.topics.all())
    begun = slot is not None and slot.starts_at <= at
    return RequestPage(request, slot, topics, may_cancel=request.is_open and not begun)


def requests_of(person: Person) -> list[Request]:
    """The latest requests of the organisations a person acts for, with the time that is booked. Two queries."""
    own = Organisation.objects.filter(members__person=person, members__until=None)
    return list(with_details().filter(organisation__in=own).order_by("-created_at")[:SHOWN_OF_OWN])


def request_of_submission(submission: uuid.UUID) -> Request | None:
    return Request.objects.filter(submission=submission).first()


@dataclass(frozen=True, slots=True)
class Prefill:
    """What we know of somebody who is signed in and acts for organisations."""

    organisations: tuple[Organisation, ...] = ()
    contact_name: str = ""
    email: str = ""
    phone: str = ""


def prefill(actor: Actor) -> Prefill:
    """Nothing for visitors and for those who act for no organisation."""
    person = person_of(actor)
    if person is None:
        return Prefill()
    running = Organisation.objects.filter(members__person=person, members__until=None)
    return Prefill(
        organisations=tuple(running.order_by("name")),
        contact_name=getattr(getattr(person, "identity", None), "name", ""),
        email=email_of(person),
        phone=_contact(person, ContactKind.PHONE),
    )


def email_of(person: Person) -> str:
    """Where a person reads mail: the address for signing in, else the first contact point, else nothing."""
    return (person.account.email if person.account else None) or _contact(person, ContactKind.EMAIL)


def _contact(person: Person, kind: ContactKind) -> str:
    return ContactPoint.objects.filter(person=person, kind=kind).values_list("value", flat=True).first() or ""

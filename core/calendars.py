"""Calendar entries as iCalendar (RFC 5545), and as invitations that a mail programme keeps up to date (RFC 5546)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One calendar entry. `key` is the same for all versions of it, and `sequence` grows with each; instants are aware."""

    key: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""


def uid(key: str) -> str:
    """The worldwide unique name of an entry of this installation."""
    return f"{key}@{urlsplit(settings.SITE_URL).hostname}"


def ics(entry: Entry, *, method: Method = "PUBLISH", attendee: str = "") -> bytes:
    """The entry as a file. `REQUEST` and `CANCEL` invite and uninvite `attendee`, an e-mail address."""
    event = Event.new(
        uid=uid(entry.key),
        sequence=entry.sequence,
        stamp=entry.stamp.astimezone(UTC),
        start=entry.starts_at.astimezone(UTC),
        end=entry.ends_at.astimezone(UTC),
        summary=entry.summary,
        **_given(description=entry.description, location=entry.location, url=entry.url),
    )
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if method != "PUBLISH":
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        event.add("organizer", _address(address, CN=name))
        event.add("attendee", _address(attendee, PARTSTAT="ACCEPTED", RSVP="FALSE"))
    calendar = Calendar.new(prodid="-//Teilhabe//EN", method=method, uid=uid(entry.key))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _given(**fields: str) -> Mapping[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _address(address: str, **parameters: str) -> vCalAddress:
    value = vCalAddress(f"mailto:{address}")
    for name, parameter in parameters.items():
        if parameter:
            value.params[name] = parameter
    return value

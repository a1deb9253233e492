"""Advisers, their times, and organisations that ask."""

import itertools
import uuid
from datetime import datetime, timedelta
from typing import Any

from consultations.domain import adviser as advising
from consultations.domain import request as requests
from consultations.models import Adviser, Request, Slot, Topic, TopicText
from core import clock
from people.enums import Role
from tests.factories import people

_numbers = itertools.count(1)


def topic(name: str = "", *, offered: bool = True, **texts: str) -> Topic:
    number = next(_numbers)
    made = Topic(key=f"topic-{number}", position=number, offered=offered)
    words = {"de": name or f"Thema {number}"} | texts
    made.texts = [TopicText(locale=locale, name=text) for locale, text in words.items()]
    made.save()
    return made


def adviser(name: str = "Hanna Roth", *, topics: Any = (), **fields: Any) -> Adviser:
    """An adviser with an account that reads mail."""
    number = next(_numbers)
    account = people.account(email=f"adviser-{number}@example.org", **fields)
    person = people.person(name, account=account)
    return advising.grant(person=person, topics=topics, actor=people.account(Role.COORDINATOR))


def slot(whose: Adviser | None = None, *, starts_at: datetime | None = None, minutes: int = 60, **fields: Any) -> Slot:
    """A free time, by default in some days, never at the hour of another one."""
    starts_at = starts_at or clock.now().replace(microsecond=0) + timedelta(days=3, hours=9 * next(_numbers))
    where = fields or {"place": "Schulstr. 3"}
    return Slot.objects.create(adviser=whose or adviser(), starts_at=starts_at, minutes=minutes, **where)


def wish(**fields: Any) -> requests.Wish:
    known = {
        "organisation_name": "Sportverein Plattenhardt",
        "contact_name": "Ute Maier",
        "language": "de",
        "email": "ute@example.org",
        "wished_dates": "Dienstags ab 17 Uhr",
    }
    return requests.Wish(**known | fields)


def ask(into: Slot | None = None, *, at: datetime | None = None, actor: Any = None, **fields: Any) -> Request:
    return requests.ask(
        wish=wish(**fields),
        slot=into.pk if into else None,
        submission=uuid.uuid4(),
        organisation=None,
        actor=actor,
        at=at or clock.now(),
    )

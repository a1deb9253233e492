"""The demo's consultation topics, an adviser, and free times for the next weeks."""

from datetime import time, timedelta

from consultations.domain import adviser as advisers
from consultations.domain import slot as slots
from consultations.models import Adviser, Topic, TopicText
from core import clock
from demo import content
from demo.people import BERLIN, account_of
from people.models import Person

TUESDAY, THURSDAY = 1, 3


def make_consultations(people: dict[str, Person]) -> None:
    topics = _topics()
    person = account_of(people, "adviser").person
    adviser = advisers.grant(person=person, topics=topics, actor=account_of(people, "coordinator"))
    _offer(adviser, TUESDAY, time(16), place="INTEGRA Filder e. V., Schulstr. 3, Filderstadt")
    _offer(adviser, THURSDAY, time(18, 30), online_url="https://video.example.org/teilhabe-demo")


def _topics() -> list[Topic]:
    made = []
    for position, raw in enumerate(content.read("consultation_topics.toml")["topic"]):
        topic = Topic(key=raw["key"], position=position)
        topic.texts = [
            TopicText(locale=locale, name=name, description=raw["text"][locale])
            for locale, name in raw["title"].items()
        ]
        topic.save()
        made.append(topic)
    return made


def _offer(adviser: Adviser, weekday: int, at: time, *, place: str = "", online_url: str = "") -> None:
    """The same wall time on the next four weeks."""
    today = clock.now().astimezone(BERLIN).date()
    first = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    what = slots.Offer(day=first, time=at, minutes=60, place=place, online_url=online_url)
    account = adviser.person.account
    assert account is not None  # noqa: S101 - an adviser has one
    slots.offer_series(adviser=adviser, what=what, until=first + timedelta(weeks=3), actor=account, at=clock.now())

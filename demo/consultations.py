"""The demo's consultation topics, an adviser, free times for the next weeks, and who has asked and written."""

import uuid
from datetime import time, timedelta

from consultations.domain import adviser as advisers
from consultations.domain import request as requests
from consultations.domain import slot as slots
from consultations.models import Adviser, Topic, TopicText
from contact.domain import message as messages
from core import clock
from demo import content
from demo.people import BERLIN, account_of
from people.models import Person
from people.queries.consent import words_now

TUESDAY, THURSDAY = 1, 3


def make_consultations(people: dict[str, Person]) -> None:
    topics = _topics()
    person = account_of(people, "adviser").person
    adviser = advisers.grant(person=person, topics=topics, actor=account_of(people, "coordinator"))
    _offer(adviser, TUESDAY, time(16), place="INTEGRA Filder e. V., Schulstr. 3, Filderstadt")
    _offer(adviser, THURSDAY, time(18, 30), online_url="https://video.example.org/teilhabe-demo")
    _ask(topics[0])
    _write()


def _ask(topic: Topic) -> None:
    """A request that waits for a coordinator. It has a telephone only, so nobody gets a mail."""
    wish = requests.Wish(
        organisation_name="Ballfreunde Lindenfelden e. V. (erfunden)",
        contact_name="Dagmar Ellwanger-Pfisterhammer",
        language="de",
        phone="0711 555010",
        wished_dates="Dienstags ab 17 Uhr, gern in unserer Halle.",
        message="Zu unserem Sommerfest kommen viele, in den Verein nur wenige. Was können wir anders machen?",
        topics=(topic.pk,),
    )
    requests.ask(wish=wish, slot=None, submission=uuid.uuid4(), organisation=None, actor=None, at=clock.now())


def _write() -> None:
    """A message that waits for an answer."""
    words = words_now(messages.CONSENT, "ar")
    letter = messages.Letter(
        name="سميرة (مثال)",
        text="مرحبًا، هل يمكنني المشاركة في المجموعة يوم السبت إذا كانت لغتي الألمانية ضعيفة؟",
        language="ar",
        phone="0711555011",
    )
    if words:
        messages.receive(letter=letter, submission=uuid.uuid4(), words=words, doubtful=False, at=clock.now())


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

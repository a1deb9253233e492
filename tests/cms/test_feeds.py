"""News for feed readers and events for calendars, with absolute addresses of this site whatever host was asked."""

import uuid
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from defusedxml import ElementTree
from django.test import Client

from core import clock
from tests.factories import editorial

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(language="de", **headers):
    answer = Client().get(f"/{language}/feed/news/", **headers)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def entries(found):
    return [(one.find(f"{ATOM}title").text, one.find(f"{ATOM}link").get("href")) for one in found.iter(f"{ATOM}entry")]


def test_feed_tells_the_latest_first_in_the_readers_language():
    first = editorial.news("Erste", date(2026, 11, 1), summary="Kurz.")
    second = editorial.news("Zweite", date(2026, 11, 2))
    editorial.news("Zurückgezogen").unpublish()
    editorial.in_arabic(first, "الأولى")
    german = feed()
    assert entries(german) == [
        ("Zweite", f"http://testserver{second.get_url()}"),
        ("Erste", f"http://testserver{first.get_url()}"),
    ]
    assert [one.find(f"{ATOM}published").text[:10] for one in german.iter(f"{ATOM}entry")] == [
        "2026-11-02",
        "2026-11-01",
    ]
    assert [title for title, _url in entries(feed("ar"))] == ["Zweite", "الأولى"]


def test_feed_without_news_is_an_empty_feed():
    assert entries(feed()) == []


def test_feed_never_takes_addresses_from_the_host_header():
    editorial.news()
    links = [link.get("href") for link in feed(HTTP_HOST="127.0.0.1").iter(f"{ATOM}link")]
    assert links
    assert all(link.startswith("http://testserver/") for link in links)


def test_news_list_names_its_feed():
    page = editorial.news()
    assert 'href="/de/feed/news/"' in Client().get(page.get_parent().get_url()).content.decode()


def test_event_to_come_offers_its_calendar_file():
    begins = datetime(2099, 3, 29, 12, tzinfo=UTC)
    page = editorial.event("Konferenz", begins, begins + timedelta(hours=4), place="Rathaus", summary="Alle.")
    address = f"/de/event/{page.translation_key}/event.ics"
    assert address in Client().get(page.get_url()).content.decode()
    answer = Client().get(address)
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Disposition"] == 'attachment; filename="konferenz.ics"'
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (begins, begins + timedelta(hours=4))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Konferenz", "Rathaus")
    assert str(event["URL"]) == f"http://testserver{page.get_url()}"


def test_event_has_one_entry_in_all_languages():
    begins = clock.now() + timedelta(days=1)
    page = editorial.event("Konferenz", begins, begins + timedelta(hours=1))
    editorial.in_arabic(page, "مؤتمر")
    found = [
        icalendar.Calendar.from_ical(Client().get(f"/{code}/event/{page.translation_key}/event.ics").content).walk(
            "VEVENT"
        )[0]
        for code in ("de", "ar")
    ]
    assert [str(one["SUMMARY"]) for one in found] == ["Konferenz", "مؤتمر"]
    assert found[0]["UID"] == found[1]["UID"]


def test_event_that_was_says_so_and_offers_none():
    begins = clock.now() - timedelta(days=2)
    page = editorial.event("War", begins, begins + timedelta(hours=1))
    shown = Client().get(page.get_url()).content.decode()
    assert "event.ics" not in shown
    assert 'class="note plain"' in shown


def test_unknown_and_unpublished_events_have_no_file():
    begins = clock.now() + timedelta(days=1)
    page = editorial.event("Abgesagt", begins, begins + timedelta(hours=1))
    page.unpublish()
    for key in (page.translation_key, uuid.uuid4()):
        assert Client().get(f"/de/event/{key}/event.ics").status_code == 404

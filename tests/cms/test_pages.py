"""Editorial pages in the reader's language, else in German, labelled; the same number of queries for few and many."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from cms.models import EventIndexPage, Funder, NewsIndexPage
from cms.queries import pages as queries
from core import clock
from tests.factories import contact, editorial, pages

pytestmark = pytest.mark.django_db


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def soon(days: int) -> tuple[datetime, datetime]:
    begins = clock.now() + timedelta(days=days)
    return begins, begins + timedelta(hours=2)


def titles(items) -> list[tuple[str, str, bool]]:
    return [(one.link.title, one.link.language, one.link.is_fallback) for one in items]


def test_home_shows_doors_in_order_latest_news_and_next_events(rf):
    for key in ("organisations", "training", "mentors"):
        pages.track(key)
    for day in range(1, 5):
        editorial.news(f"Nachricht {day}", date(2026, 11, day))
    editorial.event("Später", *soon(9))
    editorial.event("Bald", *soon(2))
    editorial.event("War", *soon(-2))
    with translation.override("de"):
        found = queries.home_overview(pages.home(), rf.get("/de/"))
    assert [door.track for door in found.doors] == ["training", "mentors", "organisations"]
    assert [one.link.title for one in found.news] == ["Nachricht 4", "Nachricht 3", "Nachricht 2"]
    assert [one.link.title for one in found.events] == ["Bald", "Später"]


def test_lists_take_the_readers_text_and_label_the_german_rest(rf):
    first = editorial.news("Erste", date(2026, 11, 1))
    editorial.news("Zweite", date(2026, 11, 2))
    editorial.in_arabic(first, "الأولى")
    with translation.override("ar"):
        assert titles(queries.home_overview(pages.home(), rf.get("/ar/")).news) == [
            ("Zweite", "de", True),
            ("الأولى", "ar", False),
        ]
    with translation.override("de"):
        assert titles(queries.home_overview(pages.home(), rf.get("/de/")).news) == [
            ("Zweite", "de", False),
            ("Erste", "de", False),
        ]


def test_unpublished_news_is_nowhere(rf):
    editorial.news("Sichtbar")
    editorial.news("Zurückgezogen").unpublish()
    page = read(NewsIndexPage.objects.get().get_url())
    assert "Sichtbar" in page
    assert "Zurückgezogen" not in page


def count(call) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def test_home_costs_the_same_with_one_and_three_of_each(rf):
    home, request = pages.home(), rf.get("/de/")
    pages.track()
    editorial.news()
    editorial.event("Termin", *soon(1))
    queries.home_overview(home, request)
    one = count(lambda: queries.home_overview(home, request))
    for number in range(2):
        editorial.news()
        editorial.event(f"Termin {number}", *soon(2))
    assert count(lambda: queries.home_overview(home, request)) == one


def test_track_costs_the_same_with_one_and_three_courses(rf):
    pages.course()
    track, request = pages.track(), rf.get("/de/")
    queries.track_overview(track, request)
    one = count(lambda: queries.track_overview(track, request))
    pages.course()
    pages.course()
    assert count(lambda: queries.track_overview(track, request)) == one
    assert len(queries.track_overview(track, request).cards) == 3


def test_news_list_is_paged_and_forgives_any_number():
    for day in range(1, 13):
        editorial.news(f"Nachricht {day:02}", date(2026, 11, day))
    address = NewsIndexPage.objects.get().get_url()
    first, last = read(address), read(f"{address}?page=2")
    assert re.findall(r"Nachricht \d\d", first) == [f"Nachricht {day:02}" for day in range(12, 2, -1)]
    assert re.findall(r"Nachricht \d\d", last) == ["Nachricht 02", "Nachricht 01"]
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev" href="?page=1"' in last
    for odd in ("99999999999999999999", "-1", "x", "%00", "%ff"):
        assert "Nachricht" in read(f"{address}?page={odd}")


def test_empty_lists_say_so_and_lead_on():
    editorial.index(NewsIndexPage, "Neues", "neues")
    editorial.index(EventIndexPage, "Termine", "termine")
    for model in (NewsIndexPage, EventIndexPage):
        page = read(model.objects.get().get_url())
        empty = page[page.index('class="empty"') :]
        assert 'class="btn quiet" href="/de/' in empty[: empty.index("</div>")]


def test_events_part_what_comes_from_what_was(rf):
    editorial.event("War zuletzt", *soon(-1))
    editorial.event("War zuerst", *soon(-9))
    editorial.event("Kommt", *soon(3))
    found = queries.event_list(EventIndexPage.objects.get(), rf.get("/de/"))
    assert [one.link.title for one in found.upcoming] == ["Kommt"]
    assert [one.link.title for one in found.past] == ["War zuletzt", "War zuerst"]


def test_event_page_gives_its_time_to_people_and_machines():
    begins = datetime(2026, 12, 5, 13, tzinfo=UTC)
    event = editorial.event("Konferenz", begins, begins + timedelta(hours=4), place="Rathaus", online=True)
    page = read(event.get_url())
    assert '<time datetime="2026-12-05T14:00:00+01:00">Samstag, 5. Dezember 2026, 14:00</time>' in page
    assert '<time datetime="2026-12-05T18:00:00+01:00">18:00</time>' in page
    assert "Rathaus" in page


def test_event_that_comes_says_how_to_tell_us_and_one_that_was_does_not():
    to_contact = f'class="btn" href="{contact.page().get_url()}"'
    assert to_contact in read(editorial.event("Kommt", *soon(3)).get_url())
    assert to_contact not in read(editorial.event("War", *soon(-3)).get_url())


def test_event_over_midnight_names_both_days():
    begins = datetime(2026, 12, 5, 20, tzinfo=UTC)
    page = read(editorial.event("Fest", begins, begins + timedelta(hours=5)).get_url())
    assert ">Sonntag, 6. Dezember 2026, 02:00</time>" in page


def test_german_text_in_an_arabic_frame_says_so():
    page = read(f"/ar/text/{editorial.plain('Nur deutsch').translation_key}/")
    assert '<html lang="ar" dir="rtl">' in page
    assert 'class="note language"' in page
    assert '<article lang="de" dir="ltr"> <h1>Nur deutsch</h1>' in page


def test_own_text_has_no_notice_and_the_frame_leads_to_it():
    german = editorial.plain("Hilfe")
    arabic = editorial.in_arabic(german, "مساعدة")
    response = Client().get(f"/ar/text/{german.translation_key}/")
    assert (response.status_code, response["Location"]) == (302, arabic.get_url())
    assert "note language" not in read(arabic.get_url())


@pytest.mark.parametrize("language", ["de", "ar"])
def test_frame_of_nothing_is_not_found(language):
    address = f"/{language}/text/00000000-0000-4000-8000-000000000000/"
    assert Client().get(address).status_code == 404


def test_frame_of_an_unpublished_page_is_not_found():
    page = editorial.plain("Entwurf")
    page.unpublish()
    assert Client().get(f"/ar/text/{page.translation_key}/").status_code == 404


def languages_of(page: str) -> list[tuple[str, str, bool]]:
    found = re.findall(r'<li><a id="foot-(\w\w)" href="([^"]+)"[^>]*>(.*?)</a></li>', page)
    return [(code, url, "soft" in words) for code, url, words in found]


def test_languages_of_a_page_say_where_there_is_a_text():
    german = editorial.plain("Hilfe")
    arabic = editorial.in_arabic(german, "مساعدة")
    key = german.translation_key
    expected = [
        ("de", german.get_url(), False),
        ("ar", arabic.get_url(), False),
        ("en", f"/en/text/{key}/", True),
    ]
    assert languages_of(read(german.get_url())) == expected
    assert languages_of(read(arabic.get_url())) == expected
    assert languages_of(read(f"/en/text/{key}/")) == expected


def test_furniture_has_doors_footer_funder_and_the_office():
    pages.track("training")
    editorial.plain("Impressum", shown_in_footer=True)
    editorial.plain("Versteckt")
    Funder.objects.create(
        name="Fonds", sentence="Gefördert vom Fonds.", emblem=editorial.picture(), locale=editorial.locale("de")
    )
    page = read("/de/courses/")
    foot = page[page.index("<footer") :]
    assert 'href="tel:+4971190774375"' in foot
    assert "Impressum" in foot
    assert "Versteckt" not in foot
    assert '<bdi lang="de">Gefördert vom Fonds.</bdi>' in foot
    assert re.search(r'<img src="[^"]+" width="192" height="108" alt="Fonds" loading="lazy">', foot)
    assert 'id="nav-training"' in page


def test_furniture_is_read_once_until_something_changes(django_assert_num_queries):
    from cms import generation
    from cms.templatetags.furniture import furniture

    pages.home()
    furniture()
    with django_assert_num_queries(0):
        furniture()
    pages.track("mentors")
    generation.bump()
    assert [door.track for door in furniture().doors] == ["mentors"]
    cache.clear()


def test_open_page_shows_no_user_and_sets_no_cookie():
    pages.home()
    response = Client().get("/de/courses/")
    assert response.cookies == {}
    assert "csrf" not in response.content.decode().lower()

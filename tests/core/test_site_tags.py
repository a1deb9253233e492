"""The frame of every page: languages, opening hours, messages that do not touch a session."""

from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from core.templatetags.site import in_order, is_read, is_within, languages, opening_hours, signed_in, waiting_messages


def asked(path: str = "/de/courses/", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.session = SessionStore()
    return request


def shown(language: str, **context: Any) -> list[tuple[str, str, str, bool, bool]]:
    with translation.override(language):
        found = languages(Context({"request": asked(), **context}))
    return [(one.code, one.dir, one.url, one.is_current, one.in_german) for one in found]


def test_languages_of_a_view_lead_to_the_same_page():
    assert shown("de") == [
        ("de", "ltr", "/de/courses/", True, False),
        ("ar", "rtl", "/ar/courses/", False, False),
        ("en", "ltr", "/en/courses/", False, False),
    ]


def test_languages_keep_the_query():
    with translation.override("de"):
        found = languages(Context({"request": asked("/de/courses/?track=training")}))
    assert [one.url for one in found] == [f"/{code}/courses/?track=training" for code in ("de", "ar", "en")]


def test_languages_of_a_view_say_what_is_german():
    assert [one[-1] for one in shown("de", available={"de", "en"})] == [False, True, False]


def test_languages_of_a_page_follow_its_own_addresses():
    own, framed = {"de": "/de/neues/a/", "en": "/en/news/a/"}, {"ar": "/ar/text/1/"}
    assert shown("ar", translations=own, in_german=framed) == [
        ("de", "ltr", "/de/neues/a/", False, False),
        ("ar", "rtl", "/ar/text/1/", True, True),
        ("en", "ltr", "/en/news/a/", False, False),
    ]


def test_languages_of_an_unknown_address_lead_home():
    with translation.override("de"):
        found = languages(Context({"request": asked("/nowhere")}))
    assert [one.url for one in found] == ["/nowhere", "/ar/", "/en/"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mo-Fr 10:00-17:00", "Monday to Friday 10:00–17:00"),
        ("Mo-Fr 9:00-12:30; Sa 10:00-12:00", "Monday to Friday 09:00–12:30, Saturday 10:00–12:00"),
        ("08:00-20:00", "08:00–20:00"),
        ("by appointment", "by appointment"),
        ("Xx-Fr 10:00-17:00", "Xx-Fr 10:00-17:00"),
        ("Mo 10:00-25:00", "Mo 10:00-25:00"),
        ("", ""),
    ],
)
def test_opening_hours_in_words_or_as_written(written, read):
    with translation.override("en"):
        assert opening_hours(written) == read


@pytest.mark.parametrize(
    ("url", "path", "within"),
    [("/de/news/", "/de/news/a/", True), ("/de/news/", "/de/newsletter/", False), ("/r/1", "/r/12", False)],
)
def test_is_within_needs_the_whole_folder(url, path, within):
    assert is_within(url, path) is within


def test_signed_in_does_not_ask_for_the_user_of_who_has_no_session():
    request = asked()
    assert signed_in(Context({"request": request})) is False
    assert not hasattr(request, "user")


def test_waiting_messages_of_an_open_page_touch_nothing():
    request = asked()
    request._messages = FallbackStorage(request)
    assert waiting_messages(Context({"request": request})) == []
    assert request._messages.used is False


def test_waiting_messages_shows_those_of_this_request():
    request = asked()
    request._messages = FallbackStorage(request)
    request._messages.add(25, "Saved.")
    assert [str(one) for one in waiting_messages(Context({"request": request}))] == ["Saved."]


@pytest.mark.parametrize(("language", "written"), [("de", "0711 12-3"), ("ar", "\u20660711 12-3\u2069")])
def test_telephone_number_keeps_its_order_in_plain_text(language, written):
    with translation.override(language):
        assert in_order("0711 12-3") == written


@pytest.mark.parametrize(("language", "said"), [("de", False), ("ar", True), ("en", False)])
def test_foot_says_that_no_native_speaker_has_read_a_language(settings, language, said):
    settings.READ_LANGUAGES = ["en"]
    with translation.override(language):
        assert is_read() is not said

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override

from core import phrases

BEGIN = datetime(2026, 12, 5, 13, tzinfo=UTC)


@pytest.mark.parametrize(("language", "words"), [("de", "a, b"), ("en", "a, b"), ("ar", "a، b")])
def test_list_has_the_comma_of_the_language(language, words):
    with override(language):
        assert phrases.listed(["a", "b"]) == words


@pytest.mark.parametrize(("language", "words"), [("de", "10:00–17:00"), ("ar", "من 10:00 إلى 17:00")])
def test_hours_are_read_in_the_direction_of_the_language(language, words):
    with override(language):
        assert phrases.hours(time(10), time(17)) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (4, "Samstag, 5. Dezember 2026, 14:00\u2060–\u206018:00"),
        (22, "Samstag, 5. Dezember 2026, 14:00\u2060–\u2060Sonntag, 6. Dezember 2026, 12:00"),
    ],
)
def test_when_names_the_second_day_only_if_it_is_another_one(length, words):
    with override("de"):
        assert strip_tags(phrases.when(BEGIN, BEGIN + timedelta(hours=length))) == words

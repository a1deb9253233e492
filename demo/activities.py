"""The demo's activities, made of the blocks of a lesson's text."""

from collections.abc import Callable
from typing import Any

from courses.models import Activity, ActivityText
from demo import film, items
from demo.content import html_texts

Raw = dict[str, Any]


def make(raw: Raw) -> Activity:
    """An activity with its texts in all languages."""
    kind, config = MAKERS[raw["type"]](raw)
    title, words = raw["title"], {name: html_texts(raw[name]) for name in WORDS.get(kind, ())}
    text = {name: texts["de"] for name, texts in words.items()}
    activity = Activity.objects.create(type=kind, title=title["de"], config=config | ({"text": text} if text else {}))
    ActivityText.objects.bulk_create(
        ActivityText(
            activity=activity, locale=locale, title=said, text={name: texts[locale] for name, texts in words.items()}
        )
        for locale, said in title.items()
        if locale != "de"
    )
    return activity


def _check(raw: Raw) -> tuple[str, Raw]:
    return "quiz", {"assessment": items.make_check(raw).pk}


def _test(raw: Raw) -> tuple[str, Raw]:
    return "quiz", {"assessment": items.make_test(raw).pk}


def _assignment(raw: Raw) -> tuple[str, Raw]:
    return "assignment", {"accepts": raw["accepts"]}


def _video(raw: Raw) -> tuple[str, Raw]:
    return "video", film.make(raw["key"], [card["text"] for card in raw["card"]])


def _practice_test(raw: Raw) -> tuple[str, Raw]:
    return "quiz", {"assessment": items.practice_test().pk}


MAKERS: dict[str, Callable[[Raw], tuple[str, Raw]]] = {
    "quiz": _check,
    "test": _test,
    "assignment": _assignment,
    "video": _video,
    "practice_test": _practice_test,
}
WORDS = {"video": ("transcript",), "assignment": ("prompt",)}  # what a block says in every language, by kind

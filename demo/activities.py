"""The demo's activities, made of the blocks of a lesson's text."""

from collections.abc import Callable
from typing import Any

from courses.models import Activity, ActivityText
from demo import items

Raw = dict[str, Any]


def make(raw: Raw) -> Activity:
    """An activity with its texts in all languages."""
    kind, config = MAKERS[raw["type"]](raw)
    title = raw["title"]
    activity = Activity.objects.create(type=kind, title=title["de"], config=config)
    ActivityText.objects.bulk_create(
        ActivityText(activity=activity, locale=locale, title=words) for locale, words in title.items() if locale != "de"
    )
    return activity


def _check(raw: Raw) -> tuple[str, Raw]:
    return "quiz", {"assessment": items.make_check(raw).pk}


def _test(raw: Raw) -> tuple[str, Raw]:
    return "quiz", {"assessment": items.make_test(raw).pk}


def _assignment(raw: Raw) -> tuple[str, Raw]:
    return "assignment", {"accepts": raw["accepts"]}


def _video(raw: Raw) -> tuple[str, Raw]:
    return "video", {}


MAKERS: dict[str, Callable[[Raw], tuple[str, Raw]]] = {
    "quiz": _check,
    "test": _test,
    "assignment": _assignment,
    "video": _video,
}

"""The demo's activities, made of the blocks of a lesson's text."""

from typing import Any

from courses.models import Activity, ActivityText


def make(raw: dict[str, Any]) -> Activity:
    """An activity with its texts in all languages."""
    title = raw["title"]
    activity = Activity.objects.create(type=raw["type"], title=title["de"], config={"key": raw["key"]})
    ActivityText.objects.bulk_create(
        ActivityText(activity=activity, locale=locale, title=words) for locale, words in title.items() if locale != "de"
    )
    return activity

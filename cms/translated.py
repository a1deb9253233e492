"""Whether a translation still says what the German page says: wagtail-localize keeps what it was made from."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.languages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from django.db.models import QuerySet

PLACE = ("source__object", "target_locale")
Strings = set[tuple[str, str]]  # where in the page, and what it says in German


def behind(pages: Iterable[Page]) -> set[tuple[uuid.UUID, int]]:
    """Translations, by key and locale, that were made from another German text than these pages hold now.

    Also those whose new German was handed to translators, who have not finished. Five queries at most; dates alone would
    give false alarms. A translation that went its own way is never behind.
    """
    german = {page.translation_key: page for page in pages}
    made = Translation.objects.filter(
        enabled=True, source__object__in=german, source__locale__language_code=SOURCE_LANGUAGE
    )
    places = set(made.values_list(*PLACE))
    if not places:
        return set()
    stored = _by_key(
        StringSegment.objects.filter(source__translations__in=made).values_list(
            "source__object", "context__path", "string__data"
        )
    )
    changed = {key for key in {key for key, _ in places} if _strings(german[key]) != stored[key]}
    return {place for place in places if place[0] in changed} | _unfinished(made, stored)


def _by_key(rows: Iterable[tuple[uuid.UUID, str, str]]) -> dict[uuid.UUID, Strings]:
    found: dict[uuid.UUID, Strings] = defaultdict(set)
    for key, path, text in rows:
        found[key].add((path, text))
    return found


def _strings(page: Page) -> Strings:
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    }


def _unfinished(made: "QuerySet[Translation]", stored: dict[uuid.UUID, Strings]) -> set[tuple[uuid.UUID, int]]:
    """Those that took over the new German and were not published since, while strings of it wait for their words."""
    synced = {(key, locale): at for key, locale, at in made.values_list(*PLACE, "source__last_updated_at")}
    texts = Page.objects.filter(translation_key__in={key for key, _ in synced}, live=True)
    published = texts.values_list("translation_key", "locale", "last_published_at")
    waiting = {
        (key, locale) for key, locale, at in published if at and (key, locale) in synced and at < synced[key, locale]
    }
    if not waiting:
        return set()
    done: dict[tuple[uuid.UUID, int], Strings] = defaultdict(set)
    rows = StringTranslation.objects.filter(context__object__in={key for key, _ in waiting})
    for key, locale, path, text in rows.values_list(
        "context__object", "locale", "context__path", "translation_of__data"
    ):
        done[key, locale].add((path, text))
    return {place for place in waiting if not stored[place[0]] <= done[place]}

"""All courses that somebody may find, with filters that work by plain links and forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.models import CoursePage, Topic
from cms.queries.localised import reader
from core.languages import KNOWN, SOURCE_LANGUAGE
from courses.enums import Track
from courses.models import Course

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Card:
    """A course in a list. `language`: of the texts shown; `languages`: those it exists in."""

    page: CoursePage
    slug: str
    track: str
    language: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    form: Any
    cards: tuple[Card, ...]
    is_filtered: bool


def _topics() -> list[tuple[str, str]]:
    """Slugs and names of all topics, in the reader's language or German."""
    language, names = reader(), dict[str, str]()
    known = Topic.objects.filter(locale__language_code__in={language, SOURCE_LANGUAGE}).select_related("locale")
    for topic in known:
        if topic.locale.language_code == language or topic.slug not in names:
            names[topic.slug] = topic.name
    return sorted(names.items(), key=lambda choice: choice[1])


class CatalogueFilter(django_filters.FilterSet):
    """Filters German course pages; the page shown is the one in the reader's language."""

    track = django_filters.ChoiceFilter(
        method="by_track", choices=Track.choices, label=_("Track"), empty_label=_("All tracks")
    )
    language = django_filters.ChoiceFilter(
        method="by_language",
        choices=[(code, KNOWN[code].name) for code, _name in settings.LANGUAGES],
        label=_("Language"),
        empty_label=_("All languages"),
    )
    topic = django_filters.ChoiceFilter(
        field_name="topics__slug", choices=_topics, label=_("Topic"), empty_label=_("All topics")
    )

    class Meta:
        model = CoursePage
        fields: tuple[str, ...] = ()

    def by_track(self, pages: "QuerySet[CoursePage]", name: str, value: str) -> "QuerySet[CoursePage]":
        return pages.filter(translation_key__in=Course.objects.filter(track=value).values("pk"))

    def by_language(self, pages: "QuerySet[CoursePage]", name: str, value: str) -> "QuerySet[CoursePage]":
        there = CoursePage.objects.live().filter(alias_of=None, locale__language_code=value)
        return pages.filter(translation_key__in=there.values("translation_key"))


def catalogue_of(query: Mapping[str, Any], language: str) -> Catalogue:
    """The live courses that a query leaves, in the order of the tree. A wrong filter value leaves a message in the form."""
    german = CoursePage.objects.live().filter(locale__language_code=SOURCE_LANGUAGE).order_by("path")
    filtered = CatalogueFilter(query, queryset=german)
    pages = list(filtered.qs) if filtered.is_valid() else []
    return Catalogue(filtered.form, cards_of(pages, language), bool(filtered.form.changed_data))


def cards_of(pages: list[CoursePage], language: str) -> tuple[Card, ...]:
    """Cards of German course pages, in the reader's language where there is one. Three queries."""
    keys = [page.translation_key for page in pages]
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    versions: dict[Any, dict[str, CoursePage]] = {key: {} for key in keys}
    for page in CoursePage.objects.live().filter(translation_key__in=keys, alias_of=None):
        versions[page.translation_key][codes[page.locale_id]] = page
    records = {course.pk: course for course in Course.objects.live().filter(pk__in=keys)}
    return tuple(
        Card(
            page=versions[page.translation_key].get(language, page),
            slug=records[page.translation_key].slug,
            track=records[page.translation_key].track,
            language=language if language in versions[page.translation_key] else SOURCE_LANGUAGE,
            languages=tuple(sorted(versions[page.translation_key])),
        )
        for page in pages
        if page.translation_key in records
    )

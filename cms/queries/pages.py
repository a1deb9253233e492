"""What the editorial pages show: frozen, in the reader's language, German where a text is missing."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from cms.models import CoursePage, EventIndexPage, EventPage, HomePage, NewsIndexPage, NewsPage, TrackPage
from cms.queries.catalogue import Card, cards_of
from cms.queries.furniture import Door, doors
from cms.queries.localised import Link, best, in_language, link, reader, text_language, url_for
from core import clock
from core.calendars import Entry
from core.languages import SOURCE_LANGUAGE, direction

NEWS_PER_PAGE = 10
FEED_LENGTH = 20
EVENTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Frame:
    """What every editorial page says about itself. `translations`, `in_german`: code → URL, for the languages' menu."""

    language: str
    is_fallback: bool
    crumbs: tuple[Link, ...]
    translations: dict[str, str]
    in_german: dict[str, str]

    @property
    def dir(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class NewsTeaser:
    link: Link
    date: date


@dataclass(frozen=True, slots=True)
class EventTeaser:
    link: Link
    starts_at: datetime
    ends_at: datetime
    place: str
    online: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """`calendar`: where the event is had as a file for a calendar; none once it is over."""

    is_over: bool
    calendar: str


@dataclass(frozen=True, slots=True)
class HomeOverview:
    doors: tuple[Door, ...]
    news: tuple[NewsTeaser, ...]
    events: tuple[EventTeaser, ...]


@dataclass(frozen=True, slots=True)
class TrackOverview:
    """The courses behind a door; `first`: the one to begin with."""

    cards: tuple[Card, ...]

    @property
    def first(self) -> Card | None:
        return self.cards[0] if self.cards else None


@dataclass(frozen=True, slots=True)
class NewsList:
    page: PageOfList[NewsTeaser]


@dataclass(frozen=True, slots=True)
class EventList:
    upcoming: tuple[EventTeaser, ...]
    past: tuple[EventTeaser, ...]


def frame(page: Page) -> Frame:
    """Language, way back and the other languages of a page. Two queries."""
    language, written = reader(), text_language(page)
    known = in_language_of_any(page)
    own = {version.locale.language_code: version.get_url() or "/" for version in known}
    offered = {code for code, _name in settings.LANGUAGES}
    return Frame(
        language=written,
        is_fallback=written != language,
        crumbs=tuple(link(one, language) for one in page.get_ancestors().live().filter(depth__gt=2).specific()),
        translations=own,
        in_german={code: _in_german(page, code) for code in offered - set(own)},
    )


def in_language_of_any(page: Page) -> QuerySet[Page]:
    """Every live version of a page with a text of its own."""
    versions: QuerySet[Page] = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None)
    return versions.select_related("locale")


def _in_german(page: Page, code: str) -> str:
    return f"/{code}/{reverse('cms:in_german', args=[page.translation_key]).split('/', 2)[2]}"


def home_overview(page: HomePage, request: HttpRequest) -> HomeOverview:
    """The doors, the three latest news and the next three events."""
    language = reader()
    return HomeOverview(
        doors=doors(language), news=_news(language)[:3], events=_events(language, upcoming=True, at=clock.now())[:3]
    )


def track_overview(page: TrackPage, request: HttpRequest) -> TrackOverview:
    """The courses of a door in the order of the tree. Five queries however many there are."""
    german = TrackPage.objects.filter(
        translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE
    ).first()
    courses = CoursePage.objects.live().child_of(german).order_by("path") if german else ()
    return TrackOverview(cards_of(list(courses), reader()))


def news_list(page: NewsIndexPage, request: HttpRequest) -> NewsList:
    """All news, the latest first; `?page=` beyond the end shows the last one."""
    return NewsList(Paginator(_news(reader()), NEWS_PER_PAGE).get_page(request.GET.get("page")))


def event_list(page: EventIndexPage, request: HttpRequest) -> EventList:
    """What comes, soonest first, and what was, latest first."""
    language, at = reader(), clock.now()
    return EventList(
        upcoming=_events(language, upcoming=True, at=at), past=_events(language, upcoming=False, at=at)[:EVENTS_SHOWN]
    )


def latest_news(language: str) -> list[NewsTeaser]:
    """What a feed tells."""
    return list(_news(language)[:FEED_LENGTH])


def event_view(page: EventPage, request: HttpRequest) -> EventView:
    is_over = page.ends_at < clock.now()
    return EventView(is_over, "" if is_over else reverse("cms:event_calendar", args=[page.translation_key]))


def event_entry(key: uuid.UUID, language: str) -> Entry | None:
    """An event for a calendar, in the language or in German; one entry however often it is changed and in whichever language."""
    page = next(best(in_language(EventPage, language, translation_key=key), language), None)
    if page is None:
        return None
    changed = page.last_published_at or page.starts_at
    return Entry(
        key=f"event-{key}",
        sequence=int(changed.timestamp() // 60),
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        stamp=changed,
        summary=page.title,
        description=page.summary,
        location=page.place,
        url=settings.SITE_URL + url_for(page, language),
    )


def _news(language: str) -> tuple[NewsTeaser, ...]:
    pages: Any = in_language(NewsPage, language)
    latest = pages.defer_streamfields().order_by("-date", "-first_published_at", "path")
    return tuple(NewsTeaser(link(one, language), one.date) for one in best(latest, language))


def _events(language: str, *, upcoming: bool, at: datetime) -> tuple[EventTeaser, ...]:
    pages: Any = in_language(EventPage, language, **{"ends_at__gte" if upcoming else "ends_at__lt": at})
    ordered = pages.defer_streamfields().order_by("starts_at" if upcoming else "-starts_at", "path")
    return tuple(
        EventTeaser(link(one, language), one.starts_at, one.ends_at, one.place, one.online)
        for one in best(ordered, language)
    )

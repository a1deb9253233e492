"""What stands on every page: doors, links, the office, funders. Read once per language and generation."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Site

from cms.models import (
    ContactPage,
    EventIndexPage,
    Funder,
    HomePage,
    NewsIndexPage,
    OfficeSettings,
    StandardPage,
    TrackPage,
)
from cms.queries.localised import Link, best, in_language, link
from core.languages import SOURCE_LANGUAGE, direction
from courses.enums import Track

PRIVACY = "privacy"  # the slug of the German page that says what is kept and why


@dataclass(frozen=True, slots=True)
class Door:
    """One of the three doors. `word`: what it is called for short."""

    track: str
    word: str
    lead: str
    link: Link


@dataclass(frozen=True, slots=True)
class Emblem:
    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class FunderView:
    sentence: str
    language: str
    emblem: Emblem | None

    @property
    def dir(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Office:
    name: str
    street: str
    town: str
    phone: str
    phone_uri: str
    fax: str
    email: str
    opening_hours: str


@dataclass(frozen=True, slots=True)
class Furniture:
    office: Office
    home_url: str
    doors: tuple[Door, ...]
    news: Link | None
    events: Link | None
    contact: Link | None
    privacy: Link | None
    footer: tuple[Link, ...]
    funders: tuple[FunderView, ...]


def furniture(language: str) -> Furniture:
    """The furniture of every page in `language`, German where a text is missing."""
    news, events, contact = (_first(model, language) for model in (NewsIndexPage, EventIndexPage, ContactPage))
    plain = list(in_language(StandardPage, language, shown_in_footer=True).order_by("path"))
    notices = {page.translation_key for page in plain if page.slug == PRIVACY}
    home = _first(HomePage, language)
    return Furniture(
        office=office(),
        home_url=f"/{language}/" if home is None or home.is_fallback else home.url,
        doors=doors(language),
        news=news,
        events=events,
        contact=contact,
        privacy=next((link(page, language) for page in best(plain, language) if page.translation_key in notices), None),
        footer=tuple(link(page, language) for page in best(plain, language)),
        funders=tuple(_funders(language)),
    )


def doors(language: str) -> tuple[Door, ...]:
    """The three doors in their order: training, mentors, organisations."""
    pages = best(in_language(TrackPage, language), language)
    found = {
        page.track: Door(track=page.track, word=page.word, lead=page.summary or page.lead, link=link(page, language))
        for page in pages
    }
    return tuple(found[track] for track in Track.values if track in found)


def office() -> Office:
    """The address block; the defaults of the settings where nobody has saved them yet."""
    site = Site.objects.filter(is_default_site=True).first()
    known = OfficeSettings.objects.filter(site=site).first() or OfficeSettings()
    return Office(
        name=known.name,
        street=known.street,
        town=known.town,
        phone=known.phone,
        phone_uri=known.phone_uri,
        fax=known.fax,
        email=known.email,
        opening_hours=known.opening_hours,
    )


def _first(model: type[NewsIndexPage | EventIndexPage | ContactPage | HomePage], language: str) -> Link | None:
    pages = in_language(model, language).order_by("path")
    return next((link(page, language) for page in best(pages, language)), None)


def _funders(language: str) -> Iterable[FunderView]:
    known = Funder.objects.filter(locale__language_code__in={language, SOURCE_LANGUAGE})
    chosen: dict[object, Funder] = {}
    for funder in known.select_related("locale", "emblem").order_by("pk"):
        if funder.translation_key not in chosen or funder.locale.language_code == language:
            chosen[funder.translation_key] = funder
    return (FunderView(f.sentence, f.locale.language_code, _emblem(f)) for f in chosen.values())


def _emblem(funder: Funder) -> Emblem | None:
    if funder.emblem is None:
        return None
    drawn = funder.emblem.get_rendition("max-192x128")
    return Emblem(drawn.url, drawn.width, drawn.height, funder.name)

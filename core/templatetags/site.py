"""What every page's frame needs: the languages, who is there, opening hours in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.contrib.messages import get_messages
from django.template import Context
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, get_language_bidi, gettext

from core import phrases
from core.languages import KNOWN, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()
for phrase in (phrases.comma, phrases.hours, phrases.when):
    register.simple_tag(phrase)

OSM_DAYS = {short: WEEKDAYS[number] for number, short in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))}
CLOCK = r"((?:[01]?\d|2[0-3]):[0-5]\d)"
OSM_HOURS = re.compile(rf"(?:(\w\w)(?:-(\w\w))? )?{CLOCK}-{CLOCK}")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language. `in_german`: the page has no text of its own in it and shows the German one."""

    code: str
    name: str
    dir: str
    url: str
    is_current: bool
    in_german: bool


@register.simple_tag(takes_context=True)
def main_button(context: Context) -> str:
    """The class of a button that is the next thing to do: filled the first time on a page, quiet ever after."""
    return "btn" if first_time(context, "main button") else "btn quiet"


@register.simple_tag(takes_context=True)
def first_time(context: Context, what: str) -> bool:
    """Whether a page says something for the first time, whichever of its parts asks."""
    request = context.get("request")
    said: set[str] = getattr(request, "said", set())
    is_first = what not in said
    if request is not None:
        request.said = said | {what}
    return is_first


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[LanguageLink]:
    """The offered languages, linking to the same page.

    A view may say in which of them the page has a text of its own: by context `available` (a set of codes), or, where the addresses
    differ, by `translations` (code → URL) and `in_german` (code → URL of the German text in that language's frame). `here`: where a
    page is read that answers a form sent elsewhere.
    """
    here = get_language() or SOURCE_LANGUAGE
    addresses: Mapping[str, str] | None = context.get("translations")
    available = context.get("available") if addresses is None else addresses
    return [
        LanguageLink(
            code=code,
            name=KNOWN[code].name,
            dir=KNOWN[code].direction,
            url=_same_page(context, code) if addresses is None else _text(addresses, context.get("in_german"), code),
            is_current=code == here,
            in_german=available is not None and code not in available,
        )
        for code, _name in settings.LANGUAGES
    ]


def _text(addresses: Mapping[str, str], in_german: Mapping[str, str] | None, code: str) -> str:
    return addresses.get(code) or (in_german or {}).get(code) or addresses.get(SOURCE_LANGUAGE) or f"/{code}/"


def _same_page(context: Context, code: str) -> str:
    request: HttpRequest | None = context.get("request")
    if request is None:
        return f"/{code}/"
    here: str = context.get("here") or (request.get_full_path() if request.method == "GET" else request.path)
    own = f"/{get_language()}/"
    if own == f"/{code}/":
        return here
    return f"/{code}/{here.removeprefix(own)}" if here.startswith(own) else f"/{code}/"


@register.simple_tag
def is_read() -> bool:
    """Whether somebody who grew up with the page's language has read the interface; German is written, not translated."""
    return get_language() in (SOURCE_LANGUAGE, *settings.READ_LANGUAGES)


@register.filter
def is_within(url: str, path: str) -> bool:
    """Whether the page at `path` is the one at `url` or below it."""
    return path.startswith(url) if url.endswith("/") else path == url


@register.simple_tag(takes_context=True)
def signed_in(context: Context) -> bool:
    """Whether somebody is signed in; does not touch the session of who has none, so that open pages stay cacheable."""
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return bool(getattr(request, "user", None) and request.user.is_authenticated)


@register.simple_tag(takes_context=True)
def waiting_messages(context: Context) -> list[Any]:
    """Messages for this visitor; an open page without any cookie asks nobody."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    waiting = get_messages(request)
    is_open = request.method == "GET" and not request.COOKIES and not getattr(waiting, "added_new", False)
    return [] if is_open else list(waiting)


@register.filter
def opening_hours(written: str) -> str:
    """`Mo-Fr 10:00-17:00` (as in OpenStreetMap) in the reader's words; what is written otherwise stays as it is."""
    parts = [OSM_HOURS.fullmatch(part.strip()) for part in written.split(";")]
    found = [part for part in parts if part]
    if len(found) != len(parts) or any(day not in OSM_DAYS for part in found for day in part.group(1, 2) if day):
        return written
    return phrases.listed(_hours(*part.groups()) for part in found)


def _hours(first: str | None, last: str | None, begin: str, end: str) -> str:
    hours = phrases.hours(_clock(begin), _clock(end))
    if not first:
        return hours
    if not last:
        return gettext("%(day)s %(hours)s") % {"day": OSM_DAYS[first], "hours": hours}
    return gettext("%(first)s to %(last)s %(hours)s") % {
        "first": OSM_DAYS[first],
        "last": OSM_DAYS[last],
        "hours": hours,
    }


def _clock(written: str) -> time:
    return time.fromisoformat(written.zfill(5))


@register.filter
def in_order(number: str) -> str:
    """A telephone number in plain text: among words from right to left its groups stay from left to right."""
    return f"\u2066{number}\u2069" if get_language_bidi() else number


@register.filter
def has_required(form: Any) -> bool:
    """Whether a visible field of the form must be filled in."""
    return any(field.field.required for field in form.visible_fields())

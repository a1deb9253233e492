"""Phrases that each language builds in its own way: lists, and times from and to."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

DASH = "\u2060–\u2060"  # no line ends beside it


def comma() -> str:
    """What stands between two items of a list."""
    return pgettext("between the items of a list", ", ")


def listed(words: Iterable[str]) -> str:
    return comma().join(words)


def hours(begin: time | datetime, end: time | datetime) -> str:
    return gettext("{begin}–{end}").format(begin=_clock(begin), end=_clock(end))


def when(begin: datetime, end: datetime) -> SafeString:
    """From a moment to another one, in words and for machines; of the end only the hour if the day is the same."""
    begin, end = localtime(begin), localtime(end)
    last = _clock(end) if begin.date() == end.date() else _moment(end)
    words = gettext("{begin}–{end}").replace("–", DASH)
    return format_html(words, begin=_marked(begin, _moment(begin)), end=_marked(end, last))


def _moment(at: datetime) -> str:
    return gettext("%(weekday)s, %(date)s, %(time)s") % {
        "weekday": date_format(at, "l"),
        "date": date_format(at, "DATE_FORMAT"),
        "time": _clock(at),
    }


def _clock(at: time | datetime) -> str:
    return time_format(localtime(at) if isinstance(at, datetime) else at, "TIME_FORMAT")


def _marked(at: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), words)

"""Wall time and instants. Patterns are kept as wall time of the office, occurrences as instants."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoSuchTime(DomainError):
    """The clocks skip this wall time: spring forward."""

    field = "time"
    message = _("On %(day)s the clocks go forward: there is no such time. Please choose another time.")


def office_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def instant(day: date, wall: time) -> datetime:
    """The instant, UTC, at which the office's clocks show `wall` on `day`; where they show it twice, the first.

    Raises `NoSuchTime` where the clocks skip it.
    """
    local = datetime.combine(day, wall.replace(fold=0), office_zone())
    there = local.astimezone(UTC)
    if there.astimezone(office_zone()).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(day=date_format(day, "DATE_FORMAT"))
    return there


def weekly(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on the weekday of `first`."""
    return (first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1))

"""Jobs that are due once a day. An app names its own in `AppConfig.ready`."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from core import clock
from core.jobs import turns
from core.later import later

_daily: dict[str, time] = {}


def daily(task: str, *, at: time) -> None:
    """Has the task at the dotted path enqueued once a day, from the wall time `at` on. Days without a worker are not made up."""
    _daily[task] = at


def tasks() -> list[str]:
    """The dotted paths of all daily tasks."""
    return list(_daily)


def enqueue_due() -> None:
    """Enqueues what is due and not yet enqueued: the row and the mark that it was enqueued are one commit."""
    for task, at in _daily.items():
        with transaction.atomic():
            if turns.take(task, since=last_time(at, clock.now())):
                later(task)


def last_time(at: time, now: datetime) -> datetime:
    """The last instant, not after `now`, at which clocks in the office showed `at`."""
    here = timezone.localtime(now)
    today = here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today <= here else today - timedelta(days=1)

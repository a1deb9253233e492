"""Activities that failed: noted for the team, which the page promises."""

import logging
import uuid
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from core import clock
from courses.models import Activity, ActivityFailure

logger = logging.getLogger(__name__)

QUIET_SECONDS = 600


def note(*, activity: uuid.UUID, doing: str, error: BaseException, at: datetime | None = None) -> None:
    """Notes that an activity failed at `doing`, at most once in ten minutes each; never raises, whatever is away.

    Holds the class of the error, not its words: those may hold what somebody typed, and stand in the log.
    """
    name = type(error).__name__[:80]
    try:
        if cache.add(f"activity-failed-{activity}-{name}", 1, QUIET_SECONDS):
            _count(activity, doing[:60], name, at or clock.now())
    except Exception:  # the database's errors and those of whichever cache there is
        logger.exception("the failure of activity %s could not be noted", activity)


@transaction.atomic
def _count(activity: uuid.UUID, doing: str, name: str, at: datetime) -> None:
    row, _new = ActivityFailure.objects.get_or_create(
        activity_id=activity, error=name, defaults={"doing": doing, "first_at": at, "last_at": at}
    )
    ActivityFailure.objects.filter(pk=row.pk).update(times=F("times") + 1, last_at=at, doing=doing)


def settle(*, activity: Activity) -> None:
    """Forgets the failures of an activity that somebody has mended."""
    ActivityFailure.objects.filter(activity=activity).delete()

"""What the team must look after: activities that cannot be shown or have failed."""

from dataclasses import dataclass
from datetime import datetime

from courses import installed_kinds
from courses.models import Activity, ActivityFailure


@dataclass(frozen=True, slots=True)
class Trouble:
    """`kind_missing`: no installed package knows the kind; else `error` names what was raised `times` at `doing`."""

    activity: Activity
    kind_missing: bool
    error: str = ""
    doing: str = ""
    times: int = 0
    last_at: datetime | None = None


def needs_attention() -> list[Trouble]:
    """Activities whose kind is missing, then those that failed, the latest first. Two queries."""
    known = [kind.key for kind in installed_kinds.installed()]
    missing = [Trouble(row, kind_missing=True) for row in Activity.objects.exclude(type__in=known)]
    failed = ActivityFailure.objects.filter(activity__type__in=known).select_related("activity").order_by("-last_at")
    return missing + [
        Trouble(one.activity, False, error=one.error, doing=one.doing, times=one.times, last_at=one.last_at)
        for one in failed
    ]

"""The terms that every worker keeps, from `settings.JOBS`."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Seconds, but for `tries`."""

    beat: float  # between two reports of a worker
    lease: float  # of silence, after which a worker's job is given to another; longer than any write transaction
    sweep: float  # between two looks for what was left behind, and the age at which a job nobody claimed is rung again
    tries: int  # how often a job is begun before it ends as failed
    backoff: float  # before the second try; four times as long before each further one
    limit: float  # that one try may last
    grace: float  # after the limit, until the process of a job that cannot be interrupted is ended


def terms() -> Terms:
    values: dict[str, Any] = settings.JOBS
    return Terms(**values)


def pause(tries: int) -> float:
    """Seconds to wait after the try number `tries` failed, an hour at most."""
    return min(terms().backoff * 4.0 ** (tries - 1), 3600.0)

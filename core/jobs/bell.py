"""The doorbell of the large profile: tells a Celery worker the id of a row, and nothing more.

Ringing is a courtesy. The row is safe in the table, and the sweep rings again for what nobody claimed,
so a broker that is down may cost the enqueuer no more than a moment.
"""

import logging
import time
from collections.abc import Iterable
from functools import partial
from importlib.util import find_spec

from django.conf import settings
from django.core import checks
from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

SILENCE = 15.0  # seconds without a further try after a broker did not answer
_silent_until = 0.0


def has_broker() -> bool:
    return bool(settings.BROKER_URL)


def ring_after_commit(job_id: str) -> None:
    """Rings once the caller's transaction is committed; not at all where no broker is configured."""
    if has_broker():
        transaction.on_commit(partial(ring, [job_id]), robust=True)


def ring(job_ids: Iterable[str]) -> None:
    """Sends one message per id. Never raises; after a failure it keeps silent for a while."""
    global _silent_until
    if not has_broker() or time.monotonic() < _silent_until:
        return
    try:
        run = import_string("core.jobs.doorbell.run")
        for job_id in job_ids:
            run.apply_async(args=[str(job_id)], retry=False)
    except Exception as error:  # noqa: BLE001 - each broker's library has its own errors, and none may reach the enqueuer
        _silent_until = time.monotonic() + SILENCE
        logger.warning("The broker does not answer; jobs wait for the next sweep. %r", error)


def check() -> list[checks.CheckMessage]:
    if has_broker() and not find_spec("celery"):
        return [
            checks.Error("BROKER_URL is set, but Celery is not installed", "Install the extra `scale`.", id="core.E001")
        ]
    return []

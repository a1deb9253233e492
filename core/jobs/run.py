"""One try of one job."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils import translation
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from core.jobs.claim import Row, fail, put_back, succeed
from core.jobs.errors import TimeLimitExceeded

logger = logging.getLogger(__name__)


def run(row: Row, *, limit: float) -> None:
    """Does a claimed job for at most `limit` seconds and settles it. A worker that is interrupted puts it back and ends."""
    try:
        with time_limit(limit), translation.override(settings.LANGUAGE_CODE):
            value = _call(row)
    except KeyboardInterrupt:
        _steadily(partial(put_back, row))
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a task raises is its own failure, never the worker's
        logger.warning("Job %s (%s) failed: %r", row.pk, row.task_path, error)
        settled = _steadily(partial(fail, row, error))
    else:
        settled = _steadily(partial(succeed, row, value))
    if not settled:
        logger.warning("Job %s (%s) was not settled by the worker that did it.", row.pk, row.task_path)


def _call(row: Row) -> Any:
    result: Any = row.task_result
    context = [TaskContext(task_result=result)] if result.task.takes_context else []
    return normalize_json(result.task.call(*context, *result.args, **result.kwargs))


def _steadily(settle: Callable[[], bool]) -> bool:
    """Settles in spite of a short absence of the database. After a longer one the lease frees the row."""
    for wait in (0.0, 0.5, 2.0):
        time.sleep(wait)
        try:
            return settle()
        except Error as error:
            logger.warning("A job could not be settled, trying again: %s", error)
            connection.close()
    return False


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises `TimeLimitExceeded` in the body after `seconds`. Only a process's main thread can be interrupted so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(signum: int, frame: FrameType | None) -> None:
        raise TimeLimitExceeded(f"longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

"""What may happen to a row: claimed by one worker, then settled by the holder of that claim, or by its lease.

`started_at` is the fence: a claim sets it, and nothing is settled unless it is still the same. So a worker that was frozen,
lost its lease and wakes up changes nothing.
"""

from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from core import clock
from core.jobs import beats
from core.jobs.backend import Job
from core.jobs.errors import WorkerLost
from core.jobs.terms import pause, terms
from core.models import WorkerBeat

Row = DBTaskResult[..., Any]


def claim(worker_id: str, job_id: str | None = None) -> "Row | None":
    """Takes the job `job_id`, or the next one that is due, for a worker. None: nothing is due, or somebody else was quicker.

    The worker's beat carries the row from the same transaction on, so nobody sees a running row without a holder.
    """
    due = DBTaskResult.objects.ready()
    if job_id:
        due = due.filter(pk=job_id)
    if not due.exists():  # looking costs SQLite's one writer nothing
        return None
    with transaction.atomic():
        row = due.get_locked()
        if row:
            row.claim(worker_id)
            beats.report(worker_id, job=row.pk)
    return row


def succeed(row: "Row", value: Any) -> bool:
    """Done. False: the claim was lost meanwhile, and nothing changed."""
    return _settle(
        row,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=clock.now(),
        return_value=value,
        exception_class_path="",
        traceback="",
    )


def fail(row: "Row", error: BaseException) -> bool:
    """Back to the queue after a pause while tries are left, else failed; with the traceback. False: the claim was lost."""
    told = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
        "return_value": None,
    }
    tries = len(row.worker_ids)
    if tries < tries_of(row):
        again = clock.now() + timedelta(seconds=pause(tries))
        return _settle(row, status=TaskResultStatus.READY, run_after=again, **told)
    return _settle(row, status=TaskResultStatus.FAILED, finished_at=clock.now(), **told)


def put_back(row: "Row") -> bool:
    """Back to the queue at once, as if it had not been begun: for a worker that is told to stop now."""
    return _settle(row, status=TaskResultStatus.READY, worker_ids=row.worker_ids[:-1], run_after=get_date_max())


def free_lost() -> int:
    """Settles running rows that no beat within the lease carries: their worker died, froze, or could not finish them."""
    alive = clock.now() - timedelta(seconds=terms().lease)
    held = WorkerBeat.objects.filter(job=OuterRef("pk"), at__gt=alive)
    lost = DBTaskResult.objects.running().filter(~Exists(held))
    return sum(fail(row, WorkerLost(f"worker {row.worker_ids[-1:]} ended or fell silent")) for row in lost)


def job_of(row: "Row") -> Job | None:
    """The task of a row with its own terms, or none if its code is gone."""
    try:
        task = row.task
    except (ImportError, SuspiciousOperation):
        return None
    return task if isinstance(task, Job) else None


def tries_of(row: "Row") -> int:
    return getattr(job_of(row), "tries", None) or terms().tries


def limit_of(row: "Row") -> float:
    return getattr(job_of(row), "time_limit", None) or terms().limit


def _settle(row: "Row", **changes: Any) -> bool:
    claimed = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    return bool(claimed.update(**changes))

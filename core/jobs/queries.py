"""What the jobs page shows."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import WorkerBeat

if TYPE_CHECKING:
    from core.jobs.claim import Row

STATES = [
    (TaskResultStatus.READY.value, pgettext_lazy("state of a job", "waits")),
    (TaskResultStatus.RUNNING.value, pgettext_lazy("state of a job", "runs")),
    (TaskResultStatus.FAILED.value, pgettext_lazy("state of a job", "failed")),
    (TaskResultStatus.SUCCESSFUL.value, pgettext_lazy("state of a job", "done")),
]
WAITS_AGAIN = gettext_lazy("waits for another try")


def jobs() -> "QuerySet[Row]":
    """All jobs, the newest first, with `done` and `total` of the running ones."""
    beat = WorkerBeat.objects.filter(job=OuterRef("pk")).order_by("-at")
    return DBTaskResult.objects.annotate(
        done=Subquery(beat.values("done")[:1]), total=Subquery(beat.values("total")[:1])
    ).order_by("-enqueued_at")


def name(row: "Row") -> str:
    """What the work is called in its module's `WORK`, else its app and the task: `wagtail: update index`."""
    module, _dot, task = row.task_path.rpartition(".")
    try:
        return str(import_module(module).WORK[task])
    except (ImportError, AttributeError, KeyError):
        return f"{module.partition('.')[0]}: {task.replace('_', ' ')}"


def state(row: "Row") -> str:
    """The state in words; a job that failed and has tries left says so."""
    if row.status == TaskResultStatus.READY and row.worker_ids:
        return str(WAITS_AGAIN)
    return str(dict(STATES)[row.status])


def has_failed(row: "Row") -> bool:
    return row.status == TaskResultStatus.FAILED


def tries(row: "Row") -> str:
    """As text, so that no table adds separators."""
    return str(len(row.worker_ids))


def progress(row: Any) -> str:
    """How far a running job of `jobs()` is, as far as it tells."""
    if row.status != TaskResultStatus.RUNNING or row.done is None:
        return ""
    return _("%(done)s of %(total)s") % {"done": row.done, "total": row.total} if row.total else str(row.done)


def error_line(row: "Row") -> str:
    """The line of the traceback that names the last error, or nothing."""
    lines = [line for line in row.traceback.splitlines() if line.strip()]
    short = row.exception_class_path.rsplit(".", 1)[-1]
    named = (line for line in reversed(lines) if line.split(":", 1)[0].endswith(short) and not line.startswith(" "))
    return next(named, row.exception_class_path)

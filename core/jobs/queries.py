"""What the jobs page shows."""

from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from django_tasks_db.models import DBTaskResult

from core.models import WorkerBeat

if TYPE_CHECKING:
    from core.jobs.claim import Row


def jobs() -> "QuerySet[Row]":
    """All jobs, the newest first, with `done` and `total` of the running ones."""
    beat = WorkerBeat.objects.filter(job=OuterRef("pk")).order_by("-at")
    return DBTaskResult.objects.annotate(
        done=Subquery(beat.values("done")[:1]), total=Subquery(beat.values("total")[:1])
    ).order_by("-enqueued_at")


def error_line(row: "Row") -> str:
    """The line of the traceback that names the last error, or nothing."""
    lines = [line for line in row.traceback.splitlines() if line.strip()]
    name = row.exception_class_path.rsplit(".", 1)[-1]
    named = (line for line in reversed(lines) if line.split(":", 1)[0].endswith(name) and not line.startswith(" "))
    return next(named, row.exception_class_path)

"""The reports by which a worker is known to be alive, and a job to be held."""

import uuid

from core import clock
from core.models import WorkerBeat


def report(worker_id: str, *, job: uuid.UUID | None, done: int | None = None, total: int | None = None) -> None:
    """Says that the worker is alive now and holds `job`, or none. One statement."""
    beat = WorkerBeat(id=worker_id, at=clock.now(), job=job, done=done, total=total)
    WorkerBeat.objects.bulk_create(
        [beat], update_conflicts=True, unique_fields=["id"], update_fields=["at", "job", "done", "total"]
    )


def goodbye(worker_id: str) -> None:
    """Says that the worker ended well and is not to be missed."""
    WorkerBeat.objects.filter(pk=worker_id).delete()

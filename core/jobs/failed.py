"""What people do with failed jobs."""

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from core import audit
from core.db import locked
from core.jobs import bell
from core.jobs.errors import NotFailed

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def retry(*, job_id: uuid.UUID, actor: "AbstractBaseUser") -> None:
    """Puts a failed job back into the queue with all its tries, and logs who did. Its last error stays to be read.

    Raises `NotFailed` if it waits, runs or is done, so a second click does nothing. Called by
    `cms.domain.jobs`, which asks for the actor's role: the kernel knows none.
    """
    with transaction.atomic():
        row = locked(DBTaskResult.objects.filter(pk=job_id)).get()
        if row.status != TaskResultStatus.FAILED:
            raise NotFailed
        row.status = TaskResultStatus.READY
        row.worker_ids = []
        row.run_after = get_date_max()
        row.started_at = row.finished_at = None
        row.save(update_fields=["status", "worker_ids", "run_after", "started_at", "finished_at"])
        audit.log("job.retried", row, actor=actor)
        bell.ring_after_commit(str(row.pk))

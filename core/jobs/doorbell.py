"""What a Celery worker does when it is rung. Imported only where a broker is configured."""

from typing import Any

from celery import shared_task
from celery.signals import worker_process_init, worker_process_shutdown
from django.db import close_old_connections

from core.jobs import worker


@shared_task(name="core.jobs.run")
def run(job_id: str) -> None:
    """Claims the row and does it. Rung twice, taken by another or done already: nothing happens."""
    close_old_connections()
    worker.of_this_thread().take(job_id)


@worker_process_init.connect
def begin(**kwargs: Any) -> None:
    worker.of_this_thread()


@worker_process_shutdown.connect
def end(**kwargs: Any) -> None:
    worker.of_this_thread().stop()

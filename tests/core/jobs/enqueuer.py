"""Stands for the web server: a process that enqueues jobs, and does nothing else."""

import os
import time
from importlib import import_module
from multiprocessing.connection import Connection

from django.conf import settings
from django.db import transaction

from tests.core.jobs import sample_jobs


def enqueue(count: int, pause: float, broker: dict[str, str], answer: Connection | None = None) -> None:
    """Enqueues `count` jobs, every third one also in a transaction that fails. Answers how long each took, in seconds."""
    if broker:
        os.environ.update(broker)
        settings.BROKER_URL = broker["BROKER_URL"]
        import_module("lms.celery")
    took = []
    for number in range(count):
        begun = time.monotonic()
        with transaction.atomic():
            sample_jobs.work.enqueue(f"job {number}")
        took.append(time.monotonic() - begun)
        if number % 3 == 0:
            with transaction.atomic():
                sample_jobs.work.enqueue(f"ghost {number}")
                transaction.set_rollback(True)
        time.sleep(pause)
    if answer:
        answer.send(took)

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from core import clock
from core.jobs import periodic
from core.jobs.queries import error_line, jobs
from core.jobs.run import time_limit
from core.jobs.worker import Worker, drain
from core.models import WorkerBeat
from tests.core.jobs import sample_jobs
from tests.core.jobs.processes import wait_until
from tests.core.jobs.sample_jobs import effects

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(settings):
    settings.JOBS = settings.JOBS | {"backoff": 60, "beat": 0.2, "sweep": 60}


def only() -> Any:
    return jobs().exclude(task_path__in=periodic.tasks()).get()


def make_due() -> None:
    DBTaskResult.objects.update(run_after=clock.now() - timedelta(seconds=1))


def test_job_is_done_with_its_result_kept():
    sample_jobs.work.enqueue("a", seconds=0)
    drain()
    assert (only().status, only().return_value, effects("a")) == ("SUCCESSFUL", "a", 1)
    assert WorkerBeat.objects.count() == 0


def test_failed_try_waits_longer_each_time_and_then_succeeds():
    sample_jobs.fails.enqueue("a", 2)
    waits = []
    for _ in range(2):
        drain()
        assert only().status == "READY"
        waits.append(round((only().run_after - clock.now()).total_seconds(), -1))
        drain()
        make_due()
    assert waits == [60, 240]
    drain()
    assert (only().status, len(only().worker_ids), effects("a"), effects("a tried")) == ("SUCCESSFUL", 3, 1, 3)


def test_job_that_always_fails_ends_failed_after_its_tries():
    sample_jobs.fails.enqueue("a", 9)
    for _ in range(5):
        drain()
        make_due()
    assert (only().status, effects("a tried"), effects("a")) == ("FAILED", 3, 0)
    assert error_line(only()) == "ValueError: the printer"
    assert "raise ValueError" in only().traceback


@pytest.mark.parametrize("task", [sample_jobs.unspeakable, sample_jobs.exits])
def test_whatever_a_task_does_is_its_own_failure(task, settings):
    settings.JOBS = settings.JOBS | {"tries": 1}
    task.enqueue()
    drain()
    assert only().status == "FAILED"


def test_job_whose_code_is_gone_fails_and_the_next_is_done(settings):
    settings.JOBS = settings.JOBS | {"tries": 1}
    gone = sample_jobs.work.using(priority=1).enqueue("gone", seconds=0)
    DBTaskResult.objects.filter(pk=gone.id).update(task_path="tests.core.jobs.sample_jobs.gone")
    sample_jobs.work.enqueue("a", seconds=0)
    drain()
    assert list(jobs().order_by("-priority").values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


@pytest.mark.django_db(transaction=True)
def test_job_over_its_time_limit_is_interrupted():
    sample_jobs.lasts.enqueue(in_database=connection.vendor == "postgresql")
    begun = time.monotonic()
    drain()
    assert time.monotonic() - begun < 10
    assert (only().status, error_line(only())) == (
        "FAILED",
        "core.jobs.errors.TimeLimitExceeded: longer than 0.3 seconds",
    )


def test_time_limit_in_a_side_thread_lets_the_job_run():
    ran = []

    def limited() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
            ran.append(True)

    thread = threading.Thread(target=limited)
    thread.start()
    thread.join()
    assert ran == [True]


def test_job_begins_in_the_source_language_and_leaves_the_callers():
    with translation.override("ar"):
        sample_jobs.language.enqueue()
        drain()
        assert (only().return_value, translation.get_language()) == ("de", "ar")


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_job_is_still_running():
    """On PostgreSQL even while its transaction is open; on SQLite that is the only writer, and a report waits for its end."""
    sample_jobs.tells.enqueue(2, in_transaction=connection.vendor == "postgresql")
    worker = Worker().start()
    seen = []

    def watch() -> None:
        wait_until(lambda: only().done == 3, 5)
        seen.append((only().status, only().done, only().total))
        connection.close()

    watcher = threading.Thread(target=watch)
    watcher.start()
    worker.take()
    watcher.join()
    worker.stop()
    assert seen == [("RUNNING", 3, 8)]
    assert (only().status, only().done) == ("SUCCESSFUL", None)

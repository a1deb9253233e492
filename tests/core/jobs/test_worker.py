"""One worker process and what may befall it."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess

import psycopg
import pytest
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult, get_date_max

from core.jobs.claim import free_lost
from core.jobs.errors import WorkerLost
from core.jobs.health import worker_is_alive
from core.jobs.queries import error_line
from core.models import WorkerBeat
from tests.core.jobs import sample_jobs
from tests.core.jobs.processes import LocalCrew, local_crew, wait_until
from tests.core.jobs.sample_jobs import effects

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("kills")]


@pytest.fixture
def workers() -> Iterator[LocalCrew]:
    with local_crew() as hired:
        yield hired


def row(enqueued) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=enqueued.id)


def silence() -> None:
    """Lets all leases be over, frees what the workers held, and lets the next try be due at once."""
    WorkerBeat.objects.update(at=datetime(2026, 1, 1, tzinfo=UTC))
    free_lost()
    DBTaskResult.objects.update(run_after=get_date_max())


def send(process: BaseProcess, number: int) -> None:
    assert process.pid
    os.kill(process.pid, number)


def end(process: BaseProcess, *signals: int) -> int | None:
    for number in signals:
        send(process, number)
        time.sleep(0.2)
    return exit_code(process)


def exit_code(process: BaseProcess) -> int | None:
    process.join(30)
    return process.exitcode


WITHIN_A_TRANSACTION = """
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'
"""


def freeze(process: BaseProcess) -> None:
    """Stops a process, but not within a transaction: others would wait for what it holds."""
    while True:
        send(process, signal.SIGSTOP)
        if not somebody_is_within_a_transaction():
            return
        send(process, signal.SIGCONT)
        time.sleep(0.02)


def somebody_is_within_a_transaction() -> bool:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(WITHIN_A_TRANSACTION)
                return cursor.fetchone() is not None
            cursor.execute("PRAGMA busy_timeout = 100")
        WorkerBeat.objects.filter(pk="nobody").update(job=None)
    except OperationalError:
        return True
    finally:
        connection.close()
    return False


def test_sigterm_even_twice_lets_the_present_job_finish_and_begins_no_other(workers):
    job = sample_jobs.slow.using(priority=1).enqueue("a", 2)
    other = sample_jobs.slow.enqueue("b", 2)
    process = workers.hire()
    wait_until(lambda: effects("a begun"))
    assert worker_is_alive()
    assert end(process, signal.SIGTERM, signal.SIGTERM) == 0
    assert (row(job).status, row(other).status, effects("a"), effects("b begun")) == ("SUCCESSFUL", "READY", 1, 0)
    assert not worker_is_alive()


def test_second_interrupt_puts_the_present_job_back_untried(workers):
    job = sample_jobs.slow.enqueue("a", 30)
    process = workers.hire()
    wait_until(lambda: effects("a begun"))
    assert end(process, signal.SIGINT, signal.SIGINT) == 0
    assert (row(job).status, row(job).worker_ids, effects("a")) == ("READY", [], 0)


def test_job_that_kills_its_workers_ends_failed_and_others_are_done():
    job = sample_jobs.kills.using(priority=1).enqueue("poison")
    with local_crew(until_empty=True) as workers:
        for _ in range(2):
            assert exit_code(workers.hire()) == -signal.SIGKILL
            silence()
        good = sample_jobs.work.enqueue("good")
        assert exit_code(workers.hire()) == 0
    assert (row(job).status, effects("poison tried")) == ("FAILED", 2)
    assert error_line(row(job)).startswith(f"{WorkerLost.__module__}.WorkerLost: ")
    assert (row(good).status, effects("good")) == ("SUCCESSFUL", 1)


def test_worker_whose_job_nothing_interrupts_ends_itself_and_frees_it(workers):
    job = sample_jobs.hangs.enqueue("a")
    assert exit_code(workers.hire()) == -signal.SIGKILL
    silence()
    assert (row(job).status, error_line(row(job)).split(":")[0]) == ("FAILED", f"{WorkerLost.__module__}.WorkerLost")


def test_frozen_worker_loses_its_job_and_wakes_without_harm(workers):
    """A worker stopped in the middle of a job, another that does it, and the first that goes on where it was."""
    job = sample_jobs.waits.enqueue("a")
    frozen = workers.hire()
    wait_until(lambda: row(job).status == "RUNNING")
    freeze(frozen)
    holder = row(job).worker_ids[0]
    workers.hire()
    wait_until(lambda: len(row(job).worker_ids) == 2)
    sample_jobs.go_on("a")
    wait_until(lambda: row(job).status == "SUCCESSFUL")
    done = row(job)
    send(frozen, signal.SIGCONT)
    wait_until(lambda: WorkerBeat.objects.filter(pk=holder, job=None, at__gt=done.finished_at).exists())
    assert (row(job).finished_at, row(job).worker_ids, effects("a")) == (done.finished_at, done.worker_ids, 1)
    assert end(frozen, signal.SIGTERM) == 0


@contextmanager
def database_away() -> Iterator[None]:
    """The database as at a restart: it ends all connections and takes no new one."""
    name = connection.settings_dict["NAME"]
    connection.close()
    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"], user=at["USER"], password=at["PASSWORD"], dbname="postgres", autocommit=True
    ) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_worker_survives_a_restart_of_the_database(workers):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could restart")
    during = sample_jobs.slow.enqueue("during", 1.5)
    process = workers.hire()
    wait_until(lambda: effects("during begun"))
    with database_away():
        time.sleep(3)
    after = sample_jobs.work.enqueue("after")
    wait_until(lambda: row(after).status == row(during).status == "SUCCESSFUL")
    assert process.is_alive()
    assert (effects("after"), effects("during")) == (1, 1)

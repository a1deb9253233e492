"""The doorbell: quick where the broker is there, harmless where it is not."""

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core import checks
from django_tasks_db.models import DBTaskResult

from core.jobs import bell
from core.models import WorkerBeat
from tests.core.jobs.enqueuer import enqueue
from tests.core.jobs.processes import celery_crew, fork, wait_until
from tests.core.jobs.test_kills import QUEUE, REDIS_URL, flush_redis

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("kills")]


def seconds_of_enqueuing(count: int, **broker: str) -> list[float]:
    """Lets another process enqueue; how long each took."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    web = fork(enqueue, count, 0, broker, theirs)
    assert ours.poll(60)
    web.join(20)
    return ours.recv()


@contextmanager
def silent_port() -> Iterator[int]:
    """Takes connections and never says a word."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        yield door.getsockname()[1]


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/9", "amqp://127.0.0.1:1//"])
def test_absent_broker_costs_the_enqueuer_a_moment_and_no_job(url):
    pytest.importorskip("celery")
    took = seconds_of_enqueuing(20, BROKER_URL=url)
    assert max(took) < 3
    assert sum(took) < 6
    assert DBTaskResult.objects.count() == 20


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_broker_that_says_nothing_costs_the_enqueuer_a_moment_and_no_job(scheme):
    pytest.importorskip("celery")
    with silent_port() as port:
        took = seconds_of_enqueuing(20, BROKER_URL=f"{scheme}://127.0.0.1:{port}//")
    assert max(took) < 8
    assert sum(took) < 10
    assert DBTaskResult.objects.count() == 20


@pytest.mark.services
def test_ring_after_commit_starts_the_job_before_any_sweep():
    """The sweeps are an hour apart, so it is the bell that was heard; the rolled-back jobs rang nothing."""
    flush_redis()
    broker = {"BROKER_URL": REDIS_URL, "BROKER_QUEUE": QUEUE, "JOBS_SWEEP": "3600"}
    with celery_crew(**broker) as workers:
        workers.hire()
        wait_until(lambda: WorkerBeat.objects.count() == 2, 60)
        seconds_of_enqueuing(5, **broker)
        jobs = DBTaskResult.objects.filter(task_path="tests.core.jobs.sample_jobs.work")
        wait_until(lambda: list(jobs.values_list("status", flat=True)) == ["SUCCESSFUL"] * 5, 20)
    flush_redis()


def test_without_a_broker_nothing_is_rung(settings):
    settings.BROKER_URL = ""
    assert (bell.has_broker(), bell.ring(["no such job"]), bell.check()) == (False, None, [])


def test_configured_backend_has_no_complaint():
    assert [found for found in checks.run_checks() if found.id == "core.E001"] == []

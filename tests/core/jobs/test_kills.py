"""The contract of all workers: real processes are killed at random moments, and every job has its effect exactly once."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import redis
from django.db import connection
from django_tasks_db.models import DBTaskResult

from core.models import AuditEntry, WorkerBeat
from tests.core.jobs.enqueuer import enqueue
from tests.core.jobs.processes import CeleryCrew, Crew, celery_crew, fork, local_crew, wait_until
from tests.services import RABBIT, answers, redis_database

# A database and a queue of its own: the Redis and RabbitMQ of the machine belong to others too.
QUEUE = "teilhabe-jobs-contract"
REDIS_URL = redis_database(9)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("kills")]


def flush_redis() -> None:
    """FLUSHDB of the own database number, never FLUSHALL on a server that others use."""
    redis.Redis.from_url(REDIS_URL).flushdb()


def purge_rabbit(*, delete: bool = False) -> None:
    import kombu

    with kombu.Connection(RABBIT, connect_timeout=2) as broker:
        channel = broker.default_channel
        channel.queue_declare(QUEUE, durable=True, auto_delete=False)
        channel.queue_delete(QUEUE) if delete else channel.queue_purge(QUEUE)


def effects() -> Counter[str]:
    return Counter(AuditEntry.objects.filter(verb="sample.done").values_list("subject_id", flat=True))


def done(count: int) -> bool:
    return len(effects()) >= count


def survive(workers: Crew, *, size: int, kills: int, lose_messages=lambda: None, **broker: str) -> None:
    """Enqueues `size` jobs from another process, kills `kills` times between them, and counts effects."""
    chance = random.Random()
    wait_until(lambda: WorkerBeat.objects.count() >= 2, 60)
    web = fork(enqueue, size, 0.02, broker)
    for number, moment in enumerate(sorted(chance.sample(range(1, size - 2), kills))):
        wait_until(partial(done, moment), 90)
        time.sleep(chance.uniform(0, 0.1))
        workers.kill_one(chance)
        if number == kills // 2:
            lose_messages()
    web.join(120)
    assert web.exitcode == 0
    jobs = DBTaskResult.objects.filter(task_path="tests.core.jobs.sample_jobs.work")
    wait_until(lambda: not jobs.filter(status__in=["READY", "RUNNING"]).exists(), 120)
    assert effects() == {f"job {number}": 1 for number in range(size)}
    assert Counter(jobs.values_list("status", flat=True)) == {"SUCCESSFUL": size}


@pytest.fixture
def sizes(proof) -> dict[str, int]:
    return {"size": proof.size(small=40, full=1000), "kills": proof.size(small=3, full=12)}


def test_local_workers_lose_and_double_nothing(sizes):
    with local_crew() as workers:
        workers.hire()
        workers.hire()
        survive(workers, **sizes)


@contextmanager
def celery(url: str) -> Iterator[tuple[CeleryCrew, dict[str, str]]]:
    if connection.vendor != "postgresql":
        pytest.skip("Celery is the large profile, which stands on PostgreSQL: proven in the suite's second run")
    broker = {"BROKER_URL": url, "BROKER_QUEUE": QUEUE}
    with celery_crew(**broker) as workers:
        workers.hire()
        yield workers, broker


@pytest.mark.services
def test_celery_with_redis_loses_and_doubles_nothing(sizes):
    flush_redis()
    with celery(REDIS_URL) as (workers, broker):
        survive(workers, lose_messages=flush_redis, **sizes, **broker)
    flush_redis()


@pytest.mark.services
@pytest.mark.skipif(not answers(RABBIT), reason="RabbitMQ is not there")
def test_celery_with_rabbitmq_loses_and_doubles_nothing(sizes):
    with celery(RABBIT) as (workers, broker):
        survive(workers, lose_messages=purge_rabbit, **sizes, **broker)
    purge_rabbit(delete=True)

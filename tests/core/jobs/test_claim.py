from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult, get_date_max
from wagtail.tasks import update_reference_index_task

from core import clock
from core.jobs import beats
from core.jobs.claim import claim, fail, free_lost, put_back, succeed
from core.jobs.errors import WorkerLost
from core.jobs.worker import Worker, drain
from core.models import WorkerBeat
from tests.core.jobs import sample_jobs
from tests.core.jobs.sample_jobs import effects

pytestmark = pytest.mark.django_db


def job(key: str = "a") -> DBTaskResult:
    return DBTaskResult.objects.get(pk=sample_jobs.work.enqueue(key, seconds=0).id)


def silence(worker_id: str) -> None:
    """Lets a worker's last report be two minutes old."""
    WorkerBeat.objects.filter(pk=worker_id).update(at=clock.now() - timedelta(minutes=2))


def state(row: DBTaskResult) -> tuple[str, list[str]]:
    row.refresh_from_db()
    return row.status, row.worker_ids


def test_rolled_back_cause_leaves_no_job():
    with transaction.atomic():
        job()
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0


def test_job_is_claimed_once():
    row = job()
    assert claim("one", str(row.pk)) == row
    assert claim("two", str(row.pk)) is None
    assert claim("two") is None
    assert state(row) == ("RUNNING", ["one"])
    assert list(WorkerBeat.objects.values_list("id", "job")) == [("one", row.pk)]


def test_deferred_job_is_not_claimed_before_its_time():
    later = sample_jobs.work.using(run_after=clock.now() + timedelta(hours=1)).enqueue("later", seconds=0)
    assert claim("one") is None
    DBTaskResult.objects.filter(pk=later.id).update(run_after=clock.now() - timedelta(seconds=1))
    assert str(claim("one").pk) == later.id


def test_housekeeping_lets_go_first_what_somebody_waits_for():
    update_reference_index_task.enqueue("cms", "homepage", "1")
    mail = job("mail")
    assert claim("one") == mail


def test_more_urgent_job_is_claimed_first():
    job("usual")
    urgent = sample_jobs.work.using(priority=10).enqueue("urgent", seconds=0)
    assert str(claim("one").pk) == urgent.id


def test_frozen_worker_that_wakes_changes_nothing():
    row = job()
    frozen = claim("frozen")
    silence("frozen")
    assert free_lost() == 1
    DBTaskResult.objects.update(run_after=get_date_max())
    second = claim("second")
    assert [succeed(frozen, "late"), fail(frozen, ValueError()), put_back(frozen)] == [False, False, False]
    assert state(row) == ("RUNNING", ["frozen", "second"])
    assert succeed(second, "in time")
    row.refresh_from_db()
    assert (row.status, row.return_value) == ("SUCCESSFUL", "in time")


def test_frozen_worker_that_wakes_before_the_second_claim_changes_nothing():
    row = job()
    frozen = claim("frozen")
    silence("frozen")
    free_lost()
    assert not succeed(frozen, "late")
    assert state(row) == ("READY", ["frozen"])


def test_reporting_worker_keeps_its_job():
    row = job()
    claim("busy")
    job("other")
    silence("busy")
    beats.report("busy", job=row.pk)
    assert free_lost() == 0
    assert state(row) == ("RUNNING", ["busy"])


def test_job_of_a_silent_worker_is_freed_and_done_by_the_next():
    row = job()
    claim("dead")
    silence("dead")
    assert free_lost() == 1
    row.refresh_from_db()
    assert row.exception_class_path == f"{WorkerLost.__module__}.WorkerLost"
    DBTaskResult.objects.update(run_after=get_date_max())
    drain()
    row.refresh_from_db()
    assert (row.status, row.traceback, effects("a")) == ("SUCCESSFUL", "", 1)


def test_job_that_is_lost_each_time_ends_failed(settings):
    settings.JOBS = settings.JOBS | {"tries": 3, "backoff": 0}
    row = job()
    seen = []
    for number in range(3):
        claim(f"dead {number}")
        silence(f"dead {number}")
        free_lost()
        row.refresh_from_db()
        seen.append(row.status)
    assert seen == ["READY", "READY", "FAILED"]


@contextmanager
def settlements_refused() -> Iterator[None]:
    """The database refuses to settle jobs, by a trigger: as a full disk would."""
    table = DBTaskResult._meta.db_table
    settles = "NEW.status <> 'RUNNING' AND OLD.status = 'RUNNING'"
    if connection.vendor == "sqlite":
        make = [f"CREATE TRIGGER refuse BEFORE UPDATE ON {table} WHEN {settles} BEGIN SELECT RAISE(ABORT, 'full'); END"]
        drop = ["DROP TRIGGER refuse"]
    else:
        make = [
            "CREATE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE ''full''; END' LANGUAGE plpgsql",
            f"CREATE TRIGGER refuse BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({settles}) EXECUTE FUNCTION refuse()",
        ]
        drop = [f"DROP TRIGGER refuse ON {table}", "DROP FUNCTION refuse"]
    execute(make)
    try:
        yield
    finally:
        execute(drop)


def execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_job_that_could_not_be_settled_is_freed_though_its_worker_lives():
    row = job()
    worker = Worker()
    with settlements_refused():
        worker.take()
    assert state(row)[0] == "RUNNING"
    worker.beat()
    assert free_lost() == 1
    DBTaskResult.objects.update(run_after=get_date_max())
    worker.take()
    assert state(row) == ("SUCCESSFUL", [worker.id, worker.id])
    assert effects("a") == 1

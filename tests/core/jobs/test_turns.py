from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from core import clock
from core.jobs import periodic, turns
from core.jobs.tasks import prune
from core.jobs.worker import drain
from core.models import Turn
from tests.core.jobs import sample_jobs

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")


def test_turn_is_taken_once_in_a_period():
    since = clock.now() - timedelta(minutes=1)
    assert [turns.take("a", since=since), turns.take("a", since=since), turns.take("b", since=since)] == [
        True,
        False,
        True,
    ]


def test_turn_comes_back_with_the_next_period():
    assert turns.take("a", since=clock.now() - timedelta(minutes=1))
    Turn.objects.update(taken_at=clock.now() - timedelta(minutes=2))
    assert turns.take("a", since=clock.now() - timedelta(minutes=1))


def test_turn_is_given_back_with_a_failed_transaction():
    since = clock.now() - timedelta(minutes=1)
    with transaction.atomic():
        turns.take("a", since=since)
        transaction.set_rollback(True)
    assert turns.take("a", since=since)


def test_daily_job_is_enqueued_once_however_often_one_looks():
    periodic.enqueue_due()
    periodic.enqueue_due()
    found = sorted(DBTaskResult.objects.values_list("task_path", flat=True))
    assert "core.jobs.tasks.prune" in found
    assert found == sorted(periodic.tasks())


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 11, 24, 4, 29, tzinfo=BERLIN), datetime(2026, 11, 23, 4, 30, tzinfo=BERLIN)),
        (datetime(2026, 11, 24, 4, 30, tzinfo=BERLIN), datetime(2026, 11, 24, 4, 30, tzinfo=BERLIN)),
        (datetime(2026, 10, 25, 12, 0, tzinfo=BERLIN), datetime(2026, 10, 25, 4, 30, tzinfo=BERLIN)),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), datetime(2026, 3, 28, 4, 30, tzinfo=BERLIN)),
        (datetime(2026, 3, 29, 2, 30, tzinfo=UTC), datetime(2026, 3, 29, 4, 30, tzinfo=BERLIN)),
    ],
)
def test_last_time_follows_the_clocks_of_the_office(now, last):
    assert periodic.last_time(time(4, 30), now) == last


def test_prune_forgets_old_jobs_and_keeps_failed_ones_longer():
    ages = {("SUCCESSFUL", 13), ("SUCCESSFUL", 15), ("FAILED", 59), ("FAILED", 61), ("READY", 400)}
    for status, days in ages:
        row = sample_jobs.work.enqueue(f"{status} {days}")
        DBTaskResult.objects.filter(pk=row.id).update(status=status, finished_at=clock.now() - timedelta(days=days))
    prune.call()
    left = {row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()}
    assert left == {"SUCCESSFUL 13", "FAILED 59", "READY 400"}


def test_prune_runs_as_a_job():
    prune.enqueue()
    drain()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"

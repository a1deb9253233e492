import pytest
from django_tasks_db.models import DBTaskResult

from core.jobs.errors import NotFailed
from core.jobs.failed import retry
from core.jobs.worker import drain
from core.models import AuditEntry
from tests.core.jobs import sample_jobs
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(settings) -> DBTaskResult:
    settings.JOBS = settings.JOBS | {"backoff": 0}
    sample_jobs.fails.enqueue("a", 3)
    drain()
    return DBTaskResult.objects.get()


def test_failed_job_is_run_again_with_all_its_tries(failed):
    coordinator = people.account()
    assert (failed.status, len(failed.worker_ids)) == ("FAILED", 3)
    retry(job_id=failed.pk, actor=coordinator)
    failed.refresh_from_db()
    assert (failed.status, failed.worker_ids, failed.finished_at) == ("READY", [], None)
    assert "out of paper" in failed.traceback
    drain()
    failed.refresh_from_db()
    assert (failed.status, sample_jobs.effects("a")) == ("SUCCESSFUL", 1)
    assert list(AuditEntry.objects.filter(verb="job.retried").values_list("actor_id", "subject_id")) == [
        (coordinator.pk, str(failed.pk))
    ]


@pytest.mark.parametrize("status", ["READY", "RUNNING", "SUCCESSFUL"])
def test_job_that_has_not_failed_is_left_alone(failed, status):
    DBTaskResult.objects.update(status=status)
    with pytest.raises(NotFailed):
        retry(job_id=failed.pk, actor=people.account())
    failed.refresh_from_db()
    assert (failed.status, len(failed.worker_ids)) == (status, 3)
    assert not AuditEntry.objects.filter(verb="job.retried").exists()

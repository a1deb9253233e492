import contextlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from cms.domain import jobs
from core.errors import NotAllowed
from core.jobs import beats
from core.jobs.claim import claim
from core.jobs.worker import drain
from core.models import AuditEntry
from people.enums import Role
from tests.core.jobs import sample_jobs
from tests.factories import people

pytestmark = pytest.mark.django_db

TENDERS = {Role.COORDINATOR, Role.ADMINISTRATOR}
LIST = "/admin/jobs/"


@pytest.fixture(autouse=True)
def terms(settings):
    settings.JOBS = settings.JOBS | {"backoff": 0, "tries": 1}
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def failed() -> DBTaskResult:
    sample_jobs.exits.enqueue()
    drain()
    return DBTaskResult.objects.get(task_path__endswith="exits")


def as_(client, role: Role):
    account = people.account(role)
    client.force_login(account)
    return account


@pytest.mark.parametrize("role", Role)
def test_jobs_are_for_coordinators_and_administrators(client, failed, role):
    as_(client, role)
    seen = [client.get(LIST).status_code, client.get(f"{LIST}{failed.pk}/").status_code]
    answer = client.post(f"{LIST}{failed.pk}/run-again/")
    failed.refresh_from_db()
    if role in TENDERS:
        assert (seen, answer.url, failed.status) == ([200, 200], f"{LIST}{failed.pk}/", "READY")
    else:
        assert (seen, answer.url, failed.status) == ([302, 302], "/admin/", "FAILED")


@pytest.mark.parametrize("role", Role)
def test_domain_has_jobs_run_again_for_those_who_tend_them(failed, role):
    with contextlib.nullcontext() if role in TENDERS else pytest.raises(NotAllowed):
        jobs.run_again(job_id=failed.pk, actor=people.account(role))
    failed.refresh_from_db()
    assert failed.status == ("READY" if role in TENDERS else "FAILED")


def test_jobs_are_hidden_from_learners_and_visitors(client, failed):
    assert client.get(LIST).status_code == 302
    client.force_login(people.learner().account)
    assert client.get(LIST).status_code == 404


@pytest.mark.parametrize(("role", "shown"), [(Role.COORDINATOR, True), (Role.EDITOR, False)])
def test_menu_leads_to_jobs_only_for_those_who_tend_them(client, role, shown):
    as_(client, role)
    assert ('"/admin/jobs/"' in client.get("/admin/").content.decode()) is shown


def test_list_shows_state_progress_error_and_tries(client, failed):
    as_(client, Role.COORDINATOR)
    running = sample_jobs.work.enqueue("a")
    claim("worker", running.id)
    beats.report("worker", job=running.id, done=3, total=8)
    page = client.get(LIST)
    rows = {row.task_path.rsplit(".", 1)[1]: row for row in page.context["object_list"]}
    assert set(rows) == {"exits", "work"}
    words = page.content.decode()
    assert "SystemExit: 3" in words
    assert "3 von 8" in words or "3 of 8" in words
    assert "help-warning" not in words


def test_list_says_when_nobody_works(client):
    as_(client, Role.COORDINATOR)
    assert "help-warning" in client.get(LIST).content.decode()


def test_list_filters_by_state(client, failed):
    as_(client, Role.COORDINATOR)
    sample_jobs.work.enqueue("a")
    found = client.get(LIST, {"status": "FAILED"}).context["object_list"]
    assert [row.pk for row in found] == [failed.pk]
    assert client.get(LIST, {"status": "nonsense"}).status_code == 200


def test_list_costs_the_same_for_one_job_and_for_three(client, django_assert_num_queries):
    as_(client, Role.COORDINATOR)
    sample_jobs.work.enqueue("a")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for key in "bc":
        sample_jobs.work.enqueue(key)
    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_job_shows_its_traceback_and_a_button_only_when_it_failed(client, failed):
    as_(client, Role.COORDINATOR)
    waiting = sample_jobs.work.enqueue("a")
    page = client.get(f"{LIST}{failed.pk}/").content.decode()
    assert "Traceback (most recent call last)" in page
    assert f"{LIST}{failed.pk}/run-again/" in page
    assert "run-again" not in client.get(f"{LIST}{waiting.id}/").content.decode()


def test_run_again_is_logged_and_a_second_click_does_nothing(client, failed):
    actor = as_(client, Role.ADMINISTRATOR)
    for _ in range(2):
        answer = client.post(f"{LIST}{failed.pk}/run-again/", follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert list(AuditEntry.objects.filter(verb="job.retried").values_list("actor_id", flat=True)) == [actor.pk]
    assert client.get(f"{LIST}{failed.pk}/run-again/").status_code == 405


def test_unknown_job_is_not_found(client):
    as_(client, Role.COORDINATOR)
    unknown = "00000000-0000-0000-0000-000000000000"
    assert client.get(f"{LIST}{unknown}/").status_code == 404
    assert client.post(f"{LIST}{unknown}/run-again/").status_code == 404

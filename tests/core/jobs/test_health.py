import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.utils.log import log_response

from core import clock
from core.jobs import beats
from core.jobs.health import worker_is_alive
from core.models import WorkerBeat
from lms.log import NotHealth

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("age", "alive"), [(0, True), (55, True), (61, False)])
def test_worker_is_alive_for_a_minute_after_its_last_report(age, alive):
    beats.report("one", job=None)
    WorkerBeat.objects.update(at=clock.now() - timedelta(seconds=age))
    assert worker_is_alive() is alive


def test_healthz_names_the_missing_worker(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "missing": ["worker"]})
    beats.report("one", job=None)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "missing": []})


def test_log_says_nothing_of_an_unwell_healthz_and_speaks_of_other_addresses(client, rf):
    heard = []

    class Ear(logging.Handler):
        def emit(self, record):
            heard.append(record.getMessage())

    ear = Ear()
    ear.addFilter(NotHealth())
    logger = logging.getLogger("django.request")
    logger.addHandler(ear)
    try:
        client.get("/healthz")
        log_response("Away: %s", "/de/", request=rf.get("/de/"), response=HttpResponse(status=503))
    finally:
        logger.removeHandler(ear)
    assert heard == ["Away: /de/"]


def test_worker_that_ends_well_is_not_counted():
    beats.report("one", job=None)
    beats.goodbye("one")
    assert not worker_is_alive()


def test_healthz_names_the_missing_database(client):
    def silent(*_args):
        raise DatabaseError

    with connection.execute_wrapper(silent):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "missing": ["database"]})
    assert ("no-store" in answer["Cache-Control"], answer.cookies) == (True, {})

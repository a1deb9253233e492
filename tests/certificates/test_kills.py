"""Certificates are issued exactly once, however often workers are killed; and a name confirmed twice at once gives one."""

import hashlib
import random
import threading
from collections import Counter
from functools import partial

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from certificates.domain import credential as credentials
from certificates.enums import Status
from certificates.errors import AlreadyConfirmed
from certificates.models import Credential, CredentialPdf
from certificates.names import PrintedNames
from core import clock
from core.models import AuditEntry, WorkerBeat
from tests.core.jobs.processes import LocalCrew, local_crew, wait_until
from tests.factories import certificates, people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("kills")]

ISSUE, CARELESS = "certificates.tasks.issue", "tests.certificates.careless.issue"


@transaction.atomic
def confirm(count: int, *, a_job: int) -> None:
    """So many people have completed a course; staff confirm their names, `a_job` at a time."""
    course, staff = certificates.course(units=30), certificates.coordinator()
    names = [PrintedNames(f"Leyla Haddad {chr(65 + number % 26) * (1 + number // 26)}") for number in range(count)]
    earned = [certificates.achievement(person=people.person(one.latin), of=course) for one in names]
    for start in range(0, count, a_job):
        chosen = list(zip(earned, names, strict=True))[start : start + a_job]
        credentials.confirm_names(chosen=chosen, actor=staff, at=certificates.AT)


def made(count: int) -> bool:
    return CredentialPdf.objects.count() >= count


def issue_under_kills(workers: LocalCrew, *, size: int, kills: int) -> None:
    """Kills a worker whenever another part of the papers is made, each time with papers half done."""
    chance = random.Random()
    for number in range(kills):
        wait_until(partial(made, max(1, size * number // kills)), 120)
        workers.kill_one(chance)
    wait_until(partial(settled), 300)


def settled() -> bool:
    return not DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], task_path__endswith=".issue").exists()


def issued() -> Counter[str]:
    """How often each was issued, by the log, which has no constraint that could hide a second time."""
    return Counter(AuditEntry.objects.filter(verb="credential.issued").values_list("subject_id", flat=True))


@pytest.fixture
def sizes(proof) -> dict[str, int]:
    return {"size": proof.size(small=20, full=500), "kills": proof.size(small=3, full=8)}


def test_killed_workers_issue_each_certificate_exactly_once(sizes):
    confirm(sizes["size"], a_job=max(5, sizes["size"] // 10))
    with local_crew() as workers:
        workers.hire()
        workers.hire()
        wait_until(lambda: WorkerBeat.objects.count() >= 2, 60)
        issue_under_kills(workers, **sizes)
    done = Credential.objects.select_related("pdf")
    assert issued() == {str(one.pk): 1 for one in done}
    assert Counter(one.status for one in done) == {Status.VALID: sizes["size"]}
    assert [one.number for one in done if hashlib.sha256(bytes(one.pdf.data)).hexdigest() != one.pdf.sha256] == []
    jobs = DBTaskResult.objects.filter(task_path=ISSUE)
    assert Counter(jobs.values_list("status", flat=True)) == {"SUCCESSFUL": jobs.count()}
    assert max(len(workers) for workers in jobs.values_list("worker_ids", flat=True)) > 1, "no kill hit a job"


def test_the_same_proof_catches_a_task_that_does_not_look():
    confirm(20, a_job=20)
    DBTaskResult.objects.filter(task_path=ISSUE).update(task_path=CARELESS)
    with local_crew() as workers:
        workers.hire()
        issue_under_kills(workers, size=20, kills=2)
    assert max(issued().values()) > 1


def test_name_confirmed_twice_at_once_gives_one_certificate(proof):
    for _ in range(proof.size(small=3, full=30)):
        earned = certificates.achievement()
        start, answers = threading.Barrier(2), []
        tellers = [
            threading.Thread(target=_tell, args=(earned, name, start, answers))
            for name in ("Leyla Haddad", "Leila Hadad")
        ]
        for teller in tellers:
            teller.start()
        for teller in tellers:
            teller.join(60)
        assert sorted(answers) == ["AlreadyConfirmed", "confirmed"]
        assert earned.credentials.count() == 1


def _tell(earned, name: str, start: threading.Barrier, answers: list[str]) -> None:
    try:
        start.wait(30)
        credentials.confirm_name(
            achievement=earned,
            names=PrintedNames(name),
            language="de",
            actor=earned.person.account,
            at=clock.now(),
        )
        answers.append("confirmed")
    except AlreadyConfirmed:
        answers.append("AlreadyConfirmed")
    finally:
        connection.close()

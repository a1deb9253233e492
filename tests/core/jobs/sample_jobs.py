"""Jobs for the tests. What they did is counted in the audit log, which has no constraint that could hide a doubled effect."""

import os
import signal
import time
from contextlib import nullcontext

from django.db import connection, transaction
from django.utils import translation
from django_tasks import task

from core import audit
from core.db import locked
from core.jobs.progress import report
from core.models import AuditEntry, Turn


def effects(key: str) -> int:
    return AuditEntry.objects.filter(verb="sample.done", subject_id=key).count()


def _do(key: str) -> None:
    audit.log("sample.done", Turn(name=key), actor=None)


@task()
def work(key: str, seconds: float = 0.02) -> str:
    """An idempotent job as all are; some time before and after what it does, for a kill to hit."""
    time.sleep(seconds)
    _do_once(key)
    time.sleep(seconds)
    return key


@task()
def waits(key: str) -> None:
    """The same, begun only once it is told to `go_on`."""
    while not effects(f"{key} go on"):
        time.sleep(0.02)
    _do_once(key)


def go_on(key: str) -> None:
    _do(f"{key} go on")


def _do_once(key: str) -> None:
    """Looks under a lock, does, commits."""
    Turn.objects.get_or_create(name=key)
    with transaction.atomic():
        thing = locked(Turn.objects.filter(name=key)).get()
        if not effects(key):
            _do(thing.name)


@task()
def slow(key: str, seconds: float) -> None:
    _do(f"{key} begun")
    time.sleep(seconds)
    _do(key)


@task(tries=3)
def fails(key: str, times: int) -> None:
    """Fails `times` times, then does its work."""
    _do(f"{key} tried")
    if effects(f"{key} tried") <= times:
        raise ValueError("the printer\nis out of paper")
    _do(key)


@task(tries=2)
def kills(key: str) -> None:
    _do(f"{key} tried")
    os.kill(os.getpid(), signal.SIGKILL)


@task(tries=1, time_limit=0.3)
def hangs(key: str) -> None:
    """Hangs as foreign code does: no signal interrupts it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(60)


@task(tries=1, time_limit=0.3)
def lasts(*, in_database: bool) -> None:
    """Goes on for too long, and catches what a careless task catches."""
    try:
        if in_database:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(20)")
        time.sleep(20)
    except Exception:  # noqa: BLE001 - the careless task itself
        return


@task()
def tells(seconds: float, *, in_transaction: bool) -> None:
    with transaction.atomic() if in_transaction else nullcontext():
        report(3, 8)
        time.sleep(seconds)


@task()
def unspeakable() -> object:
    return object()


@task()
def exits() -> None:
    raise SystemExit(3)


@task()
def language() -> str | None:
    return translation.get_language()

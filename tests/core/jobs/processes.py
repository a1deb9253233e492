"""Real worker processes on the test's own database."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
QUICK = {
    "JOBS_BEAT": "0.4",
    "JOBS_LEASE": "3",
    "JOBS_SWEEP": "1",
    "JOBS_BACKOFF": "0.1",
    "JOBS_LIMIT": "30",
    "JOBS_GRACE": "1",
}
CELERY = [
    "-m",
    "celery",
    "-A",
    "lms",
    "worker",
    "--concurrency=2",
    "--without-gossip",
    "--without-mingle",
    "-l",
    "ERROR",
]


def database_url() -> str:
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def environment(**more: str) -> dict[str, str]:
    own = {
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "DATABASE_URL": database_url(),
        "LOG_LEVEL": "CRITICAL",
        "PYTHONPATH": str(ROOT),
    }
    return os.environ | own | QUICK | more


def fork(target: Callable[..., object], *arguments: object) -> BaseProcess:
    """Runs a function in a process of its own, forked from a server that has loaded the project and holds no connection."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.core.jobs.preloaded"])
    with patch.dict(os.environ, environment()):
        forkserver.ensure_running()
    process = context.Process(target=target, args=arguments)
    process.start()
    return process


def wait_until(condition: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def serve(options: dict[str, object]) -> None:
    call_command("jobs_worker", **options)


class LocalCrew:
    """Worker processes of `manage.py jobs_worker`."""

    def __init__(self, **options: object) -> None:
        self.options = {"interval": 0.1} | options
        self.hired: list[BaseProcess] = []

    def hire(self) -> BaseProcess:
        self.hired.append(fork(serve, self.options))
        return self.hired[-1]

    def kill_one(self, chance: random.Random) -> None:
        """Kills any one worker and hires another."""
        victim = chance.choice([process for process in self.hired if process.is_alive()])
        victim.kill()
        victim.join(5)
        self.hire()

    def dismiss(self) -> None:
        for process in self.hired:
            process.kill()
            process.join(5)


class CeleryCrew:
    """A Celery worker with two children, in a session of its own, so that all of it ends with the test."""

    def __init__(self, **broker: str) -> None:
        self.environment = environment(**broker)
        self.hired: list[subprocess.Popen[bytes]] = []

    def hire(self) -> None:
        command = [sys.executable, *CELERY]
        self.hired.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True))

    def kill_one(self, chance: random.Random) -> None:
        """Kills the leader, which is replaced by hand, or a child, which the leader replaces."""
        leader = self.hired[-1]
        victim = chance.choice([leader.pid, *children(leader.pid)])
        os.kill(victim, signal.SIGKILL)
        if victim == leader.pid:
            leader.wait(5)
            self.hire()

    def dismiss(self) -> None:
        for process in self.hired:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait(5)


Crew = LocalCrew | CeleryCrew


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


@contextmanager
def local_crew(**options: object) -> Iterator[LocalCrew]:
    crew = LocalCrew(**options)
    try:
        yield crew
    finally:
        crew.dismiss()


@contextmanager
def celery_crew(**broker: str) -> Iterator[CeleryCrew]:
    crew = CeleryCrew(**broker)
    try:
        yield crew
    finally:
        crew.dismiss()

"""Real worker processes on the test's own database."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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
LOCAL = ["manage.py", "jobs_worker", "--interval", "0.1"]
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
    own = {"DJANGO_SETTINGS_MODULE": "lms.settings.test", "DATABASE_URL": database_url(), "LOG_LEVEL": "CRITICAL"}
    return os.environ | own | QUICK | more


def wait_until(condition: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


class Crew:
    """Worker processes, each in a session of its own, so that all of it ends with the test."""

    def __init__(self, command: list[str], **more: str) -> None:
        self.command = [sys.executable, *command]
        self.environment = environment(**more)
        self.hired: list[subprocess.Popen[bytes]] = []

    def hire(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(self.command, cwd=ROOT, env=self.environment, start_new_session=True)
        self.hired.append(process)
        return process

    def processes(self) -> list[int]:
        """The living processes, with the children of a Celery worker."""
        leaders = [process.pid for process in self.hired if process.poll() is None]
        return leaders + [child for leader in leaders for child in children(leader)]

    def kill_one(self, chance: random.Random) -> None:
        """Kills any one process; a worker whose leader is gone is replaced."""
        victim = chance.choice(self.processes())
        os.kill(victim, signal.SIGKILL)
        for process in self.hired:
            if process.pid == victim:
                process.wait(5)
                self.hire()
                return

    def dismiss(self) -> None:
        for process in self.hired:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait(5)


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


@contextmanager
def crew(command: list[str] = LOCAL, **more: str) -> Iterator[Crew]:
    made = Crew(command, **more)
    try:
        yield made
    finally:
        made.dismiss()

"""Who does the work: a thread that takes jobs, and a heart beside it that reports, sweeps and ends what cannot be interrupted."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Self

from django.db import Error, close_old_connections, connection, connections

from core.ids import short_code
from core.jobs import beats, progress
from core.jobs.claim import Row, claim, limit_of
from core.jobs.run import run
from core.jobs.sweep import sweep
from core.jobs.terms import terms

logger = logging.getLogger(__name__)


class Worker:
    """Takes one job at a time. Its beat carries the job in hand, and nothing once that is settled or given up."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.id = f"{socket.gethostname()[:30]}-{self.pid}-{short_code(6)}"
        self.lock = threading.Lock()  # between claim and beat, so that no beat tells an older state than the claim
        self.row: Row | None = None
        self.must_end_at = 0.0
        self.done: int | None = None
        self.total: int | None = None
        self.heart: Heart | None = None

    def start(self) -> Self:
        self.heart = Heart(self)
        self.heart.start()
        return self

    def stop(self) -> None:
        if self.heart:
            self.heart.stop()
        try:
            beats.goodbye(self.id)
        except Error:
            logger.info("The database did not hear the goodbye of %s; its report grows old by itself.", self.id)

    def take(self, job_id: str | None = None) -> bool:
        """Does the job `job_id`, or the next one that is due. False: there was none. Raises the database's errors."""
        with self.lock:
            row = claim(self.id, job_id)
            if row is None:
                return False
            limit = limit_of(row)
            self.must_end_at = time.monotonic() + limit + terms().grace
            self.row, self.done, self.total = row, None, None
        try:
            with progress.listening(self.progressed):
                run(row, limit=limit)
        finally:
            self.row = None  # settled or not: from here on nobody holds it, and a sweep frees what could not be settled
        return True

    def progressed(self, done: int, total: int | None) -> None:
        self.done, self.total = done, total
        if self.heart:
            self.heart.hurry()

    def beat(self) -> None:
        with self.lock:
            beats.report(self.id, job=self.row.pk if self.row else None, done=self.done, total=self.total)

    def work(self, *, go_on: Callable[[], bool], interval: float, until_empty: bool = False) -> None:
        """Takes jobs as long as `go_on`, looking every `interval` seconds. A database that is away is waited for."""
        while go_on():
            try:
                close_old_connections()
                idle = not self.take()
            except Error as error:
                logger.warning("The database does not answer; trying again. %s", error)
                connection.close()
                time.sleep(interval)
                continue
            if idle and until_empty:
                return
            if idle:
                time.sleep(interval)


class Heart(threading.Thread):
    """Reports for its worker, with a database connection of its own: a job's transaction does not hold it up."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker = worker
        self.wake = threading.Event()
        self.ended = False
        self.last_beat = 0.0
        self.next_sweep = 0.0

    def run(self) -> None:
        while not self.ended:
            self._end_overdue()
            try:
                self._beat()
            except Error as error:
                logger.warning("The database did not hear a report: %s", error)
                connection.close()
            self.wake.wait(terms().beat)
            self.wake.clear()
        connections.close_all()

    def hurry(self) -> None:
        """There is something new to report: at once, if the last report is a second old."""
        if time.monotonic() - self.last_beat > 1:
            self.wake.set()

    def stop(self) -> None:
        self.ended = True
        self.wake.set()
        self.join(timeout=terms().beat)

    def _beat(self) -> None:
        close_old_connections()
        self.last_beat = time.monotonic()
        self.worker.beat()
        if self.last_beat >= self.next_sweep:
            self.next_sweep = self.last_beat + terms().sweep
            sweep()

    def _end_overdue(self) -> None:
        """A job that its time limit does not interrupt hangs in foreign code: only the end of the process frees it."""
        row = self.worker.row
        if row and time.monotonic() > self.worker.must_end_at:
            logger.critical("Job %s (%s) hangs beyond its time limit; the worker ends itself.", row.pk, row.task_path)
            os.kill(os.getpid(), signal.SIGKILL)


_local = threading.local()


def of_this_thread() -> Worker:
    """The thread's worker, begun at first use, and anew in a forked process."""
    worker: Worker | None = getattr(_local, "worker", None)
    if worker is None or worker.pid != os.getpid():
        worker = _local.worker = Worker().start()
    return worker


def drain() -> None:
    """Does every job that is due, here and now, without a heart: for tests and for filling the demo."""
    worker = Worker()
    try:
        while worker.take():
            pass
    finally:
        worker.stop()

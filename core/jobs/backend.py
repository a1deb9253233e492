"""Where a task becomes a row, and the row a knock at a worker's door."""

from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async
from django.core import checks
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from core import clock
from core.jobs import bell

HOUSEKEEPING = -10  # priority; that of all else is 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task[..., Any]):
    """A task with terms of its own: `@task(tries=2, time_limit=3600)`; none means those of `settings.JOBS`."""

    tries: int | None = None
    time_limit: float | None = None  # seconds


class JobsBackend(DatabaseBackend):
    """The table of jobs is the outbox: a job is a row inside the transaction that caused it.

    Where a broker is configured, the row's id is rung after commit. A lost ring delays work; it never loses or doubles it.
    Wagtail's own housekeeping (a job for each save of a page) lets everything go first that somebody waits for.
    """

    task_class: Any = Job

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if task.func.__module__.startswith("wagtail."):
            task = task.using(priority=HOUSEKEEPING)
        result: Any = super().enqueue(task, args, kwargs)
        if task.run_after is None or task.run_after <= clock.now():
            bell.ring_after_commit(result.id)
        return result

    async def aenqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        return await sync_to_async(self.enqueue, thread_sensitive=True)(task, args, kwargs)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *bell.check()]

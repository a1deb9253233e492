"""Work on handed-in files that may wait."""

from django_tasks import task

from activities.assignment import sweep as sweeping
from core import clock


@task()
def sweep() -> None:
    sweeping.sweep(at=clock.now())

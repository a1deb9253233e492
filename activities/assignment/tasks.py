"""Work on handed-in files that may wait."""

from django.utils.translation import gettext_lazy
from django_tasks import task

from activities.assignment import sweep as sweeping
from core import clock

WORK = {
    "sweep": gettext_lazy("Delete files that belong to no work"),
}


@task()
def sweep() -> None:
    sweeping.sweep(at=clock.now())

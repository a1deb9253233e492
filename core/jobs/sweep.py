"""What every worker's heart looks after: rows left behind, rows nobody heard of, work that is due each day, old reports."""

from datetime import timedelta

from django.db.models.functions import Least
from django_tasks_db.models import DBTaskResult

from core import clock
from core.jobs import bell, periodic, turns
from core.jobs.claim import free_lost
from core.jobs.terms import terms
from core.models import WorkerBeat

RINGS = 1000  # at one sweep: a broker that lost its messages is refilled soon, and never flooded
FORGET = timedelta(days=1)  # a worker that fell silent


def sweep() -> None:
    """Looks once. Many workers may do so at the same time."""
    free_lost()
    periodic.enqueue_due()
    ring_again()
    forgotten = WorkerBeat.objects.filter(at__lt=clock.now() - FORGET)
    if forgotten.exists():
        forgotten.delete()


def ring_again() -> None:
    """Rings for jobs that have been due for a while and that nobody claimed; one worker at a time."""
    now = clock.now()
    overdue = now - timedelta(seconds=terms().sweep)
    waiting = (
        DBTaskResult.objects.ready()
        .alias(due_since=Least("enqueued_at", "run_after"))
        .filter(due_since__lt=overdue)
        .values_list("pk", flat=True)
    )
    if bell.has_broker() and turns.take("ring_again", since=overdue):
        bell.ring(map(str, waiting[:RINGS]))

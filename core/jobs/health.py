"""Whether somebody is doing the work that waits."""

from datetime import timedelta

from core import clock
from core.models import WorkerBeat


def worker_is_alive() -> bool:
    """Whether a worker has reported within the last minute."""
    return WorkerBeat.objects.filter(at__gt=clock.now() - timedelta(minutes=1)).exists()

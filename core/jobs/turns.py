"""Who may do what is to be done once in a period, however many ask."""

from datetime import datetime

from core import clock
from core.models import Turn


def take(name: str, *, since: datetime) -> bool:
    """Whether the caller is the first to take the turn `name` since that instant. Given back if the transaction fails."""
    if Turn.objects.filter(name=name, taken_at__gte=since).exists():  # the usual case writes nothing
        return False
    Turn.objects.bulk_create([Turn(name=name)], ignore_conflicts=True)
    return bool(Turn.objects.filter(name=name, taken_at__lt=since).update(taken_at=clock.now()))

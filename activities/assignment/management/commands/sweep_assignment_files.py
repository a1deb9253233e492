from typing import Any

from django.core.management.base import BaseCommand

from activities.assignment.sweep import sweep
from core import clock


class Command(BaseCommand):
    help = "Deletes uploaded files of which no piece of work tells."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep(at=clock.now())} files deleted")

"""Loads the demo programme once: pages in three languages, people, records. A second call changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms import receivers
from cms.models import HomePage
from demo.load import load


class Command(BaseCommand):
    help = "Loads the demo programme, unless it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if HomePage.objects.exists():
            self.stdout.write("The demo programme is there already.")
            return
        with receivers.paused():
            load(settings.OFFERED_LANGUAGES, say=self.stdout.write)
        self.stdout.write("The demo programme is loaded.")

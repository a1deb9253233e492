"""Web server and worker in one command, on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.serving import CannotServe, serve


class Command(BaseCommand):
    help = "Serves the site and works off the jobs until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        try:
            serve(port, announce=lambda: self.announce(port))
        except CannotServe as error:
            raise CommandError(str(error)) from error

    def announce(self, port: int) -> None:
        self.stdout.write(f"Teilhabe answers at {settings.SITE_URL} and http://localhost:{port} (end with Ctrl-C).")
        self.stdout.flush()

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.jobs.worker import Worker


class Command(BaseCommand):
    help = (
        "Does the work that waits, job by job, until it is told to end. SIGTERM or Ctrl-C: the present job is finished first; "
        "a second Ctrl-C puts it back and ends at once."
    )

    requires_system_checks = []  # a worker that was killed is back the sooner; the server has checked

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between two looks when nothing is due")
        parser.add_argument("--until-empty", action="store_true", help="end as soon as nothing is due")

    def handle(self, *args: Any, interval: float, until_empty: bool, **options: Any) -> None:
        self.ending = False
        signal.signal(signal.SIGTERM, self.end)
        signal.signal(signal.SIGINT, self.end)
        worker = Worker().start()
        try:
            worker.work(go_on=lambda: not self.ending, interval=interval, until_empty=until_empty)
        except KeyboardInterrupt:
            self.stderr.write("The present job was put back.")
        finally:
            worker.stop()

    def end(self, signum: int, frame: Any) -> None:
        self.ending = True
        if signum == signal.SIGINT:
            signal.signal(signal.SIGINT, signal.default_int_handler)

"""Whether the page tree is whole; for whoever looks after the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms import trees


class Command(BaseCommand):
    help = "Says what is wrong with the page tree; fails if anything is."

    def handle(self, *args: Any, **options: Any) -> None:
        found = trees.problems()
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("The page tree is whole.")

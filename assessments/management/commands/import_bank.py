from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import bank_file
from assessments.bank_file import REASONS, Line
from assessments.domain.bank_import import Imported, import_bank
from assessments.domain.item import Loaded
from core import clock

OUTCOMES = {
    Loaded.CREATED: gettext_lazy("new"),
    Loaded.REVISED: gettext_lazy("new version"),
    Loaded.SAME: gettext_lazy("unchanged"),
}


class Command(BaseCommand):
    help = "Imports a file of items into a bank, reports line by line, and makes the practice test. Run again, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report only, change nothing")
        parser.add_argument("--bank", default="", help="key of the bank; the file's name without it")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        key = slugify(options["bank"] or path.stem)[:60]
        if not key:
            raise CommandError(_("Please name the bank with --bank."))
        try:
            done = import_bank(
                data=_content(path),
                key=key,
                title=key.replace("-", " ").title(),
                at=clock.now(),
                dry_run=options["dry_run"],
            )
        except bank_file.Unreadable as error:
            raise CommandError(str(error)) from error
        for line in done.lines:
            self.stdout.write(self._line(line, done))
        if done.broken:
            words = _("Nothing was imported: %(count)s lines are broken. Please mend them and run the command again.")
            raise CommandError(words % {"count": len(done.broken)})
        self._summary(done, dry_run=options["dry_run"])

    def _line(self, line: Line, done: Imported) -> str:
        said = [str(line.problem)] if line.problem else []
        if line.place in done.outcomes:
            said.append(str(OUTCOMES[done.outcomes[line.place]]))
        if line.needs_picture:
            said.append(_("held back: its picture is missing"))
        said += [f"{language}: {REASONS[reason]}" for language, reason in line.refused]
        return f"{line.place:>4}  {line.number:<8}{'; '.join(said) or _('fine')}"

    def _summary(self, done: Imported, *, dry_run: bool) -> None:
        self.stdout.write("")
        for outcome, words in OUTCOMES.items():
            self.stdout.write(f"{done.counts[outcome]:>5}  {words}")
        self.stdout.write(f"{done.drawable:>5}  {_('can be drawn')}")
        self.stdout.write(f"{done.held_back:>5}  {_('held back: its picture is missing')}")
        for (language, reason), count in sorted(done.refused.items()):
            shown = _("shown in German to readers of “%(language)s”") % {"language": language}
            self.stdout.write(f"{count:>5}  {shown}: {REASONS[reason]}")
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was changed."))


def _content(path: Path) -> bytes:
    """At most one byte more than is allowed: a huge file is refused, not read."""
    try:
        with path.open("rb") as file:
            return file.read(bank_file.SIZE_LIMIT + 1)
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(why)s.") % {"why": error.strerror}) from error

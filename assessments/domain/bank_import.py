"""Importing a file of items into a bank: all of it or nothing, and again without a change."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assessments import bank_file
from assessments.bank_file import Line
from assessments.domain import item as items
from assessments.domain import preset
from assessments.domain.item import Loaded
from assessments.enums import HeldBack
from assessments.models import Assessment, Item, ItemBank


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. `outcomes` by place of the line; empty where a broken line kept everything from being imported.

    `drawable` and `held_back` count the items of the bank after it.
    """

    lines: Sequence[Line]
    outcomes: dict[int, Loaded]
    drawable: int = 0
    held_back: int = 0
    assessment: Assessment | None = None

    @property
    def broken(self) -> list[Line]:
        return [line for line in self.lines if line.problem]

    @property
    def counts(self) -> Counter[Loaded]:
        return Counter(self.outcomes.values())

    @property
    def refused(self) -> Counter[tuple[str, str]]:
        """How often each language was refused for each reason."""
        return Counter(pair for line in self.lines for pair in line.refused)


def import_bank(*, data: bytes, key: str, title: str, at: datetime, dry_run: bool = False) -> Imported:
    """Loads a file into the bank `key` and keeps a practice test by the official rule beside it, in one transaction.

    Whoever runs the machine imports, so there is no actor. An item whose text differs from the last import gets a new version;
    what editors corrected since stays while the file says nothing new. Items without their picture are held back.
    A broken line or `dry_run` changes nothing. Raises `bank_file.Unreadable`.
    """
    lines = bank_file.read(data)
    if any(line.problem for line in lines):
        return Imported(lines, {})
    with transaction.atomic():
        bank = ItemBank.objects.get_or_create(key=key, defaults={"title": title})[0]
        outcomes = {line.place: _load(bank, line, at) for line in lines}
        own = Item.objects.filter(bank=bank)
        done = Imported(
            lines,
            outcomes,
            drawable=own.drawable().count(),
            held_back=own.exclude(held_back="").count(),
            assessment=preset.practice_test(bank=bank) if lines else None,
        )
        transaction.set_rollback(dry_run)
    return done


def _load(bank: ItemBank, line: Line, at: datetime) -> Loaded:
    if line.draft is None:
        raise ValueError(line.number)
    held_back = HeldBack.PICTURE if line.needs_picture else ""
    return items.load(bank=bank, key=line.number, draft=line.draft, tags=line.tags, at=at, held_back=held_back)

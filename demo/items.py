"""The demo's item banks, and the checks and tests made of their items."""

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings

from assessments.domain import item as items
from assessments.domain.bank_import import import_bank
from assessments.drafts import ItemDraft, TextDraft
from assessments.enums import CHOICE_KINDS, ItemKind, Mode
from assessments.models import Assessment, Item, ItemBank, Section, SectionItem
from core import clock
from demo import content

if TYPE_CHECKING:
    from pathlib import Path

BANKS = {
    "civic": "Staat und Gesellschaft (Demo)",
    "practice": "Praxis in Verein und Rat (Demo)",
    "mentors": "Begleiten (Demo)",
    "organisations": "Offen werden (Demo)",
}


def make_banks() -> None:
    """Every item of the content folder in its bank."""
    for key, title in BANKS.items():
        bank = ItemBank.objects.create(key=key, title=title)
        for raw in content.read(f"items/{key}.toml")["item"]:
            items.load(bank=bank, key=raw["key"], draft=_draft(raw), tags=raw["tags"], at=clock.now())


def _draft(raw: dict[str, Any]) -> ItemDraft:
    choices = raw.get("choice", [])
    is_choice = raw["kind"] in CHOICE_KINDS
    return ItemDraft(
        kind=raw["kind"],
        texts=tuple(_text(raw, locale, choices) for locale in raw["prompt"]),
        points=Decimal(raw.get("points", 1)),
        choices=tuple(choice["key"] for choice in choices) if is_choice else (),
        correct=frozenset(choice["key"] for choice in choices if choice["correct"]),
        truth=raw["answer"] if raw["kind"] == ItemKind.TRUE_FALSE else None,
        value=Decimal(str(raw["value"])) if raw["kind"] == ItemKind.NUMBER else None,
        tolerance=Decimal(str(raw.get("tolerance", 0))),
    )


def _text(raw: dict[str, Any], locale: str, choices: list[dict[str, Any]]) -> TextDraft:
    return TextDraft(
        locale=locale,
        prompt=raw["prompt"][locale],
        explanation=raw["explanation"].get(locale, ""),
        choices={choice["key"]: choice["text"][locale] for choice in choices},
        accepted=tuple(raw.get("accepted", {}).get(locale, ())),
    )


def has_real_bank() -> bool:
    """Whether the file of real items of the naturalisation test is given."""
    return bool(settings.DEMO_BANK.is_file())


def practice_test() -> Assessment:
    """The practice test by the official rule, over the imported real items."""
    path: Path = settings.DEMO_BANK
    done = import_bank(data=path.read_bytes(), key=path.stem, title="Leben in Deutschland", at=clock.now())
    if done.assessment is None:
        raise ValueError(f"{path} has broken lines: see manage.py import_bank")
    return done.assessment


def make_check(raw: dict[str, Any]) -> Assessment:
    """A self-check over named items."""
    made = Assessment.objects.create(
        title=raw["title"]["de"], mode=Mode.SELF_CHECK, pass_share=Decimal(str(raw.get("pass_share", 0.5)))
    )
    section = Section.objects.create(assessment=made, sort_order=0)
    known = {item.key: item for item in Item.objects.filter(key__in=raw["items"])}
    SectionItem.objects.bulk_create(
        SectionItem(section=section, item=known[key], sort_order=place) for place, key in enumerate(raw["items"])
    )
    return made


def make_test(raw: dict[str, Any]) -> Assessment:
    """A test that draws by tag from every bank that has such items, each by its part of them."""
    made = Assessment.objects.create(
        title=raw["title"]["de"],
        mode=Mode.TEST,
        pass_share=Decimal(str(raw["pass_share"])),
        minutes=raw.get("minutes") or None,
        shuffle_items=True,
    )
    tagged = Item.objects.drawable().filter(tags__name=raw["tag"])
    pool = Counter(tagged.values_list("bank", flat=True))
    left = raw["draw"]
    for place, (bank, count) in enumerate(pool.most_common()):
        share = left if place == len(pool) - 1 else round(raw["draw"] * count / pool.total())
        Section.objects.create(assessment=made, bank_id=bank, tag=raw["tag"], draw=share, sort_order=place)
        left -= share
    return made

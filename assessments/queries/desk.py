"""What the authors' desk shows of banks and items."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from assessments.drafts import ItemDraft, TextDraft
from assessments.models import Assessment, Item, ItemBank, ItemTag, ItemVersion, Section, SittingItem
from assessments.policies import readable_banks, readable_items
from people.enums import Role
from people.models import Account
from people.policies import Actor, has_role

if TYPE_CHECKING:
    from django.db.models import QuerySet


def bank_list(actor: Actor) -> "QuerySet[ItemBank]":
    return ItemBank.objects.filter(readable_banks(actor)).select_related("owner").annotate(size=Count("items"))


def item_list(actor: Actor) -> "QuerySet[Item]":
    """Items of the banks that somebody reads, with all that a line shows."""
    items = Item.objects.filter(readable_items(actor)).select_related("bank", "current")
    placed = Count("placements__section__assessment", distinct=True)
    return items.prefetch_related("tags", "current__texts").annotate(placed=placed)


def waiting_for(account: Account) -> "QuerySet[Item]":
    """Exam items that this reader could release: written by somebody else, in a bank they read."""
    items = Item.objects.filter(readable_items(account), bank__is_exam=True, retired_at=None, current__reviewed_at=None)
    return items.exclude(current=None).exclude(current__author=account)


def tag_names(actor: Actor) -> list[str]:
    tags = ItemTag.objects.filter(item__in=Item.objects.filter(readable_items(actor)))
    return list(tags.order_by("name").values_list("name", flat=True).distinct())


def state(item: Item) -> str:
    """Whether learners are asked an item, and if not, why."""
    if item.retired_at:
        return _("retired")
    if item.held_back:
        return _("held back: %(reason)s") % {"reason": item.get_held_back_display()}
    if item.bank.is_exam and item.current and not item.current.reviewed_at:
        return _("waits for a second reader")
    return _("in use") if item.current else _("empty")


def languages(item: Item) -> list[str]:
    """The languages of the present version; its texts are at hand."""
    return sorted(text.locale for text in item.current.texts.all()) if item.current else []


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version as it was written. `asked`: how often it stood before somebody."""

    version: ItemVersion
    draft: ItemDraft
    made_at: datetime
    asked: int
    is_present: bool


def versions_of(item: Item) -> list[VersionView]:
    """Every version of an item, the newest first."""
    rows = item.versions.select_related("author", "reviewed_by").prefetch_related("texts", "choices__texts")
    asked = dict(
        SittingItem.objects.filter(version__item=item).order_by().values_list("version").annotate(times=Count("pk"))
    )
    return [
        VersionView(row, draft_of(row), row.created_at, asked.get(row.pk, 0), row.pk == item.current_id)
        for row in rows.order_by("-n")
    ]


def draft_of(version: ItemVersion) -> ItemDraft:
    """A version as somebody would write it; its texts and choices should be prefetched."""
    choices = list(version.choices.all())
    said = {(text.locale, choice.key): text.text for choice in choices for text in choice.texts.all()}
    value = version.key.get("value")
    return ItemDraft(
        kind=version.kind,
        texts=tuple(
            TextDraft(
                locale=text.locale,
                prompt=text.prompt,
                explanation=text.explanation,
                choices={choice.key: said.get((text.locale, choice.key), "") for choice in choices},
                accepted=tuple(text.accepted),
                picture_alt=text.picture_alt,
            )
            for text in version.texts.all()
        ),
        points=version.points,
        choices=tuple(choice.key for choice in choices),
        correct=frozenset(choice.key for choice in choices if choice.is_correct),
        truth=version.key.get("truth"),
        value=None if value is None else Decimal(value),
        tolerance=Decimal(version.key.get("tolerance", 0)),
        picture=version.picture,
    )


def uses_of(item: Item) -> Sequence[Assessment]:
    """The checks and tests that ask an item, by name or by one of its tags."""
    tags = [tag.name for tag in item.tags.all()]
    sections = Section.objects.filter(Q(placements__item=item) | Q(bank=item.bank, draw__gt=0))
    found = {
        section.assessment_id
        for section in sections.prefetch_related("placements")
        if any(_draws(section, tag) for tag in tags)
        or item.pk in {placement.item_id for placement in section.placements.all()}
    }
    return list(Assessment.objects.filter(pk__in=found))


def _draws(section: Section, tag: str) -> bool:
    if not section.draw:
        return False
    return tag.startswith(section.tag) if section.chosen else tag == section.tag


def assessment_list(actor: Actor) -> "QuerySet[Assessment]":
    """Authors see every check and test, trainers their own."""
    made: QuerySet[Assessment] = Assessment.objects.prefetch_related("sections__placements")
    return made if has_role(actor, Role.AUTHOR) else made.filter(owner=cast("Account", actor))


def asked(assessment: Assessment) -> int:
    """How many items a sitting has; its sections are at hand."""
    return sum(section.draw + len(section.placements.all()) for section in assessment.sections.all())

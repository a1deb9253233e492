"""Writing items: each change is a new version, and sittings keep what they have drawn."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from assessments import policies
from assessments.drafts import ItemDraft, fingerprint, problems
from assessments.enums import CHOICE_KINDS, HeldBack, ItemKind
from assessments.errors import AlreadyReviewed, ItemIncomplete, ItemTaken, ReviewByAuthor, VersionOutdated
from assessments.models import Choice, ChoiceText, Item, ItemBank, ItemTag, ItemText, ItemVersion
from core import audit
from core.db import locked
from core.languages import SOURCE_LANGUAGE
from people.models import Account
from people.policies import require


class Loaded(StrEnum):
    """What became of an item that was loaded from a file."""

    CREATED = "created"
    REVISED = "revised"
    SAME = "same"


@transaction.atomic
def create(*, bank: ItemBank, key: str, draft: ItemDraft, tags: Iterable[str], actor: Account, at: datetime) -> Item:
    """Puts a new item into a bank. Raises `ItemTaken`, `ItemIncomplete`, `NotAllowed`."""
    require(policies.may_write_bank(actor, bank))
    locked(ItemBank.objects.filter(pk=bank.pk)).first()
    if Item.objects.filter(bank=bank, key=key).exists():
        raise ItemTaken
    item = Item(bank=bank, key=key)
    return _store(item, draft, tags, author=actor, at=at)


@transaction.atomic
def revise(*, item: Item, draft: ItemDraft, tags: Iterable[str], actor: Account, at: datetime) -> Item:
    """Makes the next version of an item if the draft says anything new; running sittings keep the one they have drawn.

    In an exam bank the new version waits for its second reader before it is drawn. An item held back for its picture is
    released by a version that has one. Raises `ItemIncomplete`, `NotAllowed`.
    """
    require(policies.may_write_bank(actor, item.bank))
    held = locked(Item.objects.filter(pk=item.pk).select_related("current", "bank")).get()
    return _store(held, draft, tags, author=actor, at=at)


@transaction.atomic
def review(*, version: ItemVersion, actor: Account, at: datetime) -> None:
    """The second reader says that an exam item is right, in the version they have read.

    Raises `ReviewByAuthor`, `VersionOutdated` (there is a later one), `AlreadyReviewed`, `NotAllowed`.
    """
    if version.author_id == actor.pk:
        raise ReviewByAuthor
    require(policies.may_review(actor, version))
    if locked(Item.objects.filter(pk=version.item_id)).get().current_id != version.pk:
        raise VersionOutdated
    fresh = ItemVersion.objects.filter(pk=version.pk, reviewed_at=None)
    if not fresh.update(reviewed_by=actor, reviewed_at=at):
        raise AlreadyReviewed
    audit.log("item.reviewed", version, actor=actor)


@transaction.atomic
def retire(*, item: Item, actor: Account, at: datetime) -> None:
    """Takes an item out of future drawing; its versions, sittings and scores stay. A repeat changes nothing."""
    require(policies.may_write_bank(actor, item.bank))
    held = locked(Item.objects.filter(pk=item.pk, retired_at=None)).first()
    if held:
        held.retired_at = at
        held.save(update_fields=["retired_at"])
        audit.log("item.retired", held, actor=actor)


@transaction.atomic
def load(
    *, bank: ItemBank, key: str, draft: ItemDraft, tags: Iterable[str], at: datetime, held_back: str = ""
) -> Loaded:
    """Makes the item `key` of a bank say what a file says, for commands of whoever runs the machine. Repeatable.

    While the file says what it said last time, nothing changes: what editors corrected since stays. `held_back` keeps a new
    text from being drawn until an editor has mended what is missing. Raises `ItemIncomplete`.
    """
    item = locked(Item.objects.filter(bank=bank, key=key).select_related("current")).first()
    if item is None:
        _store(Item(bank=bank, key=key, held_back=held_back), draft, tags, author=None, at=at)
        return Loaded.CREATED
    last = item.versions.filter(is_loaded=True).order_by("-n").first()
    if last and last.fingerprint == fingerprint(draft):
        return Loaded.SAME
    item.held_back = held_back
    _store(item, draft, tags, author=None, at=at)
    return Loaded.REVISED


def _store(item: Item, draft: ItemDraft, tags: Iterable[str], *, author: Account | None, at: datetime) -> Item:
    for problem in problems(draft):
        raise ItemIncomplete(problem=problem.message, field=problem.field, locale=problem.locale)
    mark = fingerprint(draft)
    if item.current is None or item.current.fingerprint != mark or author is None:
        _new_version(item, draft, mark, author=author, at=at)
    _set_tags(item, set(tags))
    return item


def _new_version(item: Item, draft: ItemDraft, mark: str, *, author: Account | None, at: datetime) -> None:
    german = next(text for text in draft.texts if text.locale == SOURCE_LANGUAGE)
    item.label = german.prompt[:200]
    if item.held_back == HeldBack.PICTURE and draft.picture:
        item.held_back = ""
    if item.current is None:
        item.save()
    version = ItemVersion.objects.create(
        item=item,
        n=item.current.n + 1 if item.current else 1,
        kind=draft.kind,
        points=draft.points,
        key=_key_data(draft),
        picture=draft.picture,
        fingerprint=mark,
        is_loaded=author is None,
        author=author,
        created_at=at,
    )
    _write_texts(version, draft)
    item.current = version
    item.save(update_fields=["current", "label", "held_back"])


def _key_data(draft: ItemDraft) -> dict[str, object]:
    if draft.kind == ItemKind.TRUE_FALSE:
        return {"truth": draft.truth}
    if draft.kind == ItemKind.NUMBER:
        return {"value": str(draft.value), "tolerance": str(draft.tolerance)}
    return {}


def _write_texts(version: ItemVersion, draft: ItemDraft) -> None:
    ItemText.objects.bulk_create(
        ItemText(
            version=version,
            locale=text.locale,
            prompt=text.prompt,
            explanation=text.explanation,
            accepted=list(text.accepted),
            picture_alt=text.picture_alt,
        )
        for text in draft.texts
    )
    if draft.kind not in CHOICE_KINDS:
        return
    choices = Choice.objects.bulk_create(
        Choice(version=version, key=key, position=position, is_correct=key in draft.correct)
        for position, key in enumerate(draft.choices)
    )
    ChoiceText.objects.bulk_create(
        ChoiceText(choice=choice, locale=text.locale, text=text.choices[choice.key])
        for choice in choices
        for text in draft.texts
    )


def _set_tags(item: Item, wanted: set[str]) -> None:
    known = set(item.tags.values_list("name", flat=True))
    if wanted == known:
        return
    item.tags.exclude(name__in=wanted).delete()
    ItemTag.objects.bulk_create(ItemTag(item=item, name=name) for name in sorted(wanted - known))

"""Who may read, write and second-read items, and build assessments."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from assessments.models import Assessment, Item, ItemBank, ItemVersion, Section
from core import clock
from people.enums import Role
from people.policies import Actor, has_role

WRITERS = (Role.AUTHOR, Role.TRAINER)


def may_write(actor: Actor) -> bool:
    """Whether the pages of banks, items, checks and tests exist for somebody; which rows, the others here say."""
    return has_role(actor, *WRITERS)


def readable_banks(actor: Actor) -> Q:
    """Which banks somebody sees: authors all; trainers their own, those that are no exam, and exams they examine with."""
    if has_role(actor, Role.AUTHOR):
        return Q()
    if not has_role(actor, Role.TRAINER):
        return Q(pk__in=[])
    today = timezone.localdate(clock.now(), timezone.get_default_timezone())
    examines = Q(examiners__account=actor) & (Q(examiners__until=None) | Q(examiners__until__gte=today))
    return Q(is_exam=False) | Q(owner=actor) | Q(pk__in=ItemBank.objects.filter(examines).values("pk"))


def may_read_bank(actor: Actor, bank: ItemBank) -> bool:
    return ItemBank.objects.filter(readable_banks(actor), pk=bank.pk).exists()


def may_write_bank(actor: Actor, bank: ItemBank) -> bool:
    """Authors everywhere, trainers in their own banks."""
    return has_role(actor, Role.AUTHOR) or (has_role(actor, Role.TRAINER) and _is(bank.owner_id, actor))


def may_make_bank(actor: Actor, *, is_exam: bool) -> bool:
    """Trainers make banks of their own; an exam bank is made by an author, since its items need a second reader."""
    return has_role(actor, Role.AUTHOR) or (has_role(actor, Role.TRAINER) and not is_exam)


def may_review(actor: Actor, version: ItemVersion) -> bool:
    """Whether somebody may be the second reader of an exam item: who reads the bank, never its author."""
    return not _is(version.author_id, actor) and may_read_bank(actor, version.item.bank)


def may_name_examiner(actor: Actor, account: Any) -> bool:
    return has_role(actor, Role.AUTHOR) and not _is(account.pk, actor)


def may_build(actor: Actor, assessment: Assessment | None = None) -> bool:
    """Authors build every assessment, trainers their own."""
    if has_role(actor, Role.AUTHOR):
        return True
    return has_role(actor, Role.TRAINER) and (assessment is None or _is(assessment.owner_id, actor))


def placeable_assessments(actor: Actor) -> Q:
    """Which checks and tests somebody may place in lessons: those without items of an exam bank that they do not read."""
    closed = ItemBank.objects.filter(is_exam=True).exclude(pk__in=ItemBank.objects.filter(readable_banks(actor)))
    drawn_there = Q(bank__in=closed) | Q(placements__item__bank__in=closed)
    return ~Q(pk__in=Section.objects.filter(drawn_there).values("assessment"))


def readable_items(actor: Actor) -> Q:
    return Q(bank__in=ItemBank.objects.filter(readable_banks(actor)))


def may_read_item(actor: Actor, item: Item) -> bool:
    return may_read_bank(actor, item.bank)


def _is(account_id: Any, actor: Actor) -> bool:
    return account_id is not None and actor is not None and account_id == actor.pk

"""Checks and tests: which items are put together, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from assessments import policies
from assessments.enums import Mode
from assessments.errors import ExamBankInCheck, ItemOutOfPlace, PartEmpty, PartsMissing
from assessments.models import Assessment, Item, ItemBank, Section
from core import audit
from core.db import locked
from core.errors import DomainError, NotAllowed
from people.models import Account
from people.policies import require


@dataclass(frozen=True, slots=True)
class Part:
    """What one section asks for: fixed items, then `draw` of a bank."""

    draw: int
    bank: ItemBank | None
    items: Sequence[Item]


@transaction.atomic
def build(*, assessment: Assessment, actor: Account) -> Assessment:
    """Keeps a new check or test with the sections it holds; it is the actor's own.

    Raises `NotAllowed`, `PartsMissing`, `PartEmpty`, `ExamBankInCheck`, `ItemOutOfPlace`.
    """
    require(policies.may_build(actor))
    assessment.owner = actor
    return _keep(assessment, "assessment.built", actor)


@transaction.atomic
def change(*, assessment: Assessment, actor: Account) -> Assessment:
    """Keeps a check or test as it now is; sittings that run go on with what they have drawn. Raises as `build` does."""
    kept = locked(Assessment.objects.filter(pk=assessment.pk)).get()
    require(policies.may_build(actor, kept))
    assessment.owner = kept.owner
    return _keep(assessment, "assessment.changed", actor)


def problem(*, part: Part, mode: str, actor: Account) -> DomainError | None:
    """What keeps a part from standing in a check or test, if anything does."""
    if not part.draw and not part.items:
        return PartEmpty()
    if part.draw and part.bank:
        if mode == Mode.SELF_CHECK and part.bank.is_exam:
            return ExamBankInCheck()
        if not policies.may_read_bank(actor, part.bank):
            return NotAllowed()
    return None if all(may_stand(item=item, mode=mode, actor=actor) for item in part.items) else ItemOutOfPlace()


def may_stand(*, item: Item, mode: str, actor: Account) -> bool:
    """Whether somebody may place an item: one they read; in a self-check, whose key may travel, none of an exam bank."""
    return policies.may_read_item(actor, item) and not (mode == Mode.SELF_CHECK and item.bank.is_exam)


def _keep(assessment: Assessment, verb: str, actor: Account) -> Assessment:
    sections = list(assessment.sections.all())
    if not sections:
        raise PartsMissing
    for section in sections:
        refused = problem(part=_part(section), mode=assessment.mode, actor=actor)
        if refused:
            raise refused
    assessment.save()
    audit.log(verb, assessment, actor=actor)
    return assessment


def _part(section: Section) -> Part:
    return Part(section.draw, section.bank, [placed.item for placed in section.placements.all()])

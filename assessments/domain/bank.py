"""Banks of items."""

from datetime import date

from django.db import IntegrityError, transaction

from assessments import policies
from assessments.errors import BankTaken
from assessments.models import BankExaminer, ItemBank
from people.models import Account
from people.policies import require


def create(*, key: str, title: str, is_exam: bool, actor: Account) -> ItemBank:
    """Makes a bank; a trainer's is their own. Raises `BankTaken`, `NotAllowed`."""
    require(policies.may_make_bank(actor, is_exam=is_exam))
    try:
        with transaction.atomic():
            return ItemBank.objects.create(key=key, title=title, is_exam=is_exam, owner=actor)
    except IntegrityError as error:
        raise BankTaken from error


def rename(*, bank: ItemBank, title: str, actor: Account) -> ItemBank:
    """Gives a bank another title; its key stays. Raises `NotAllowed`."""
    require(policies.may_write_bank(actor, bank))
    ItemBank.objects.filter(pk=bank.pk).update(title=title)
    bank.title = title
    return bank


def name_examiner(*, bank: ItemBank, account: Account, until: date | None, actor: Account) -> BankExaminer:
    """Lets a trainer read an exam bank until a day; again changes the day. Raises `NotAllowed` (also for oneself)."""
    require(policies.may_name_examiner(actor, account))
    return BankExaminer.objects.update_or_create(
        bank=bank, account=account, defaults={"until": until, "granted_by": actor}
    )[0]

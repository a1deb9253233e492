"""Accounts: made for staff, changed by those who may, and what a confirmed e-mail means."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from core import audit
from people import policies
from people.enums import ContactKind
from people.errors import EmailTaken, OwnGrant, UserNameTaken
from people.models import Account, ContactPoint


def create(*, username: str, email: str, language: str, actor: Account) -> Account:
    """An account without password for somebody who works here: they sign in by a code sent to `email`.

    Raises `UserNameTaken`, `EmailTaken`, `NotAllowed`.
    """
    policies.require(policies.may_manage_accounts(actor))
    with transaction.atomic():
        with _free_name():
            account = Account.objects.create_user(username, language=language)
        _set_email(account, email)
        audit.log("account.created", account, actor=actor)
    return account


def change(*, account: Account, username: str, email: str, language: str, is_active: bool, actor: Account) -> Account:
    """Changes how somebody signs in, or closes the account. Raises `UserNameTaken`, `EmailTaken`, `OwnGrant`, `NotAllowed`.

    Who could sign in as somebody has their roles: an account is changed only by those who give all of its roles, a superuser's by
    superusers. Nobody closes the own one. A closed account's sessions end.
    """
    policies.require(policies.may_change_account(actor, account))
    if account.pk == actor.pk and not is_active:
        raise OwnGrant
    with transaction.atomic():
        account.username, account.language, account.is_active = username, language, is_active
        with _free_name():
            account.save(update_fields=["username", "language", "is_active"])
        if (account.email or "") != email.lower():
            _set_email(account, email)
        audit.log("account.changed", account, actor=actor)
    return account


def email_confirmed(*, account: Account, email: str, by_code: bool, at: datetime) -> None:
    """The owner of an address has shown that it is theirs: it is a confirmed contact.

    `by_code`: they signed in with a code. If the account has no password, every other session of it ends: whoever signed up with
    somebody else's address is out before its owner is in.
    """
    ContactPoint.objects.filter(
        person__account=account, kind=ContactKind.EMAIL, value__iexact=email, confirmed_at=None
    ).update(confirmed_at=at)
    if by_code and not account.has_usable_password():
        account.set_unusable_password()
        account.save(update_fields=["password"])


def signed_out(*, account: Account) -> None:
    """The sign-up form still open on a shared device opens this account no more."""
    Account.objects.filter(pk=account.pk).exclude(sign_up_key=None).update(sign_up_key=None)


@contextmanager
def _free_name() -> Iterator[None]:
    """A user name is one account's, in whatever case: the database says so, also to two at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise UserNameTaken from error


def _set_email(account: Account, email: str) -> None:
    """The e-mail that staff vouch for, instead of all there were."""
    EmailAddress.objects.filter(user=account).delete()
    account.email = email.lower() or None
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
            if email:
                EmailAddress.objects.create(user=account, email=email.lower(), verified=True, primary=True)
    except IntegrityError as error:
        raise EmailTaken from error

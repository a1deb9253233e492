"""People: entered by staff, signing up themselves, renamed."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from core import audit
from core.db import locked
from people import policies
from people.domain import usernames
from people.enums import ContactKind
from people.errors import ComesBackByEmail, FormUsed, NameMissing, PersonEntered, UserNameTaken
from people.models import Account, ContactPoint, Identity, Person
from people.queries.accounts import signs_in_by_email

CLICKS = timedelta(minutes=10)
TRIES = 20  # a made user name is free at the first try as long as fewer than half of them are taken


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody, as the form understood it."""

    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True)
class SignedUp:
    """Who signed up. `password`: the one made for them, to be shown once, or empty. `again`: the same form came twice."""

    account: Account
    person: Person
    password: str
    email: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody signs in with, to be shown once."""

    username: str
    password: str


def enter(
    *,
    key: uuid.UUID | None = None,
    name: str,
    latin_name: str = "",
    contact: Contact | None,
    language: str,
    actor: Account,
) -> Person:
    """Staff enter a person who has no account: names, at most one way of contact, the language to write in.

    The same form twice (a double click) is one person: `key` is the form's, and becomes the person's id.
    Raises `NameMissing`, `PersonEntered` (the form was used for somebody else), `NotAllowed`. It is logged who entered them.
    """
    policies.require(policies.may_enter_people(actor))
    try:
        with transaction.atomic():
            person = _person(name, latin_name, contact, language, entered_by=actor, key=key)
            audit.log("person.entered", person, actor=actor, person_id=person.pk)
    except IntegrityError as error:  # the other click was first
        known = Person.objects.filter(entered_by=actor, identity__name=_names(name, latin_name)["name"])
        again = known.filter(pk=key).select_related("identity").first() if key else None
        if again is None:
            raise PersonEntered from error
        return again
    return person


def sign_up(
    *,
    key: uuid.UUID,
    name: str,
    contact: Contact | None,
    language: str,
    username: str = "",
    password: str = "",
    at: datetime,
) -> SignedUp:
    """Account, person, names and contact of somebody who signs up, all or nothing.

    A user name is made unless one is typed; a password is made where neither a password nor an e-mail is given (who gave an
    e-mail comes back by a code sent there). The e-mail is a way to sign in once it is confirmed, so that nobody learns here
    whether it is known already. The same form twice (a double click) gives the same account: `key` is the form's secret.
    Raises `NameMissing`, `UserNameTaken`.
    """
    email = contact.value if contact and contact.kind == ContactKind.EMAIL else ""
    made = "" if password or email else usernames.password_for(key)
    known = Account.objects.filter(sign_up_key=key).select_related("person__identity").first()
    if known is None:
        try:
            with transaction.atomic():
                account = _account(username, password or made, language, key=key)
                person = _person(name, "", contact, language, account=account)
                if email:
                    EmailAddress.objects.create(user=account, email=email.lower())
            return SignedUp(account, person, made, email)
        except IntegrityError:  # the other click was first
            known = Account.objects.select_related("person__identity").get(sign_up_key=key)
    if known.created_at < at - CLICKS:
        raise FormUsed
    return SignedUp(known, known.person, made, email, again=True)


def made_password(account: Account) -> str:
    """The password that was made for an account at sign-up, or empty once its form opens it no more."""
    return usernames.password_for(account.sign_up_key) if account.sign_up_key else ""


@transaction.atomic
def make_sheet(*, person: Person, key: uuid.UUID, actor: Account) -> Sheet:
    """Staff give somebody who cannot come back a new password; who has no account yet gets one. Every session of theirs ends.

    The same form twice (a double click) gives the same sheet. An address that was never confirmed opens the account no more: it
    may be somebody else's. Raises `ComesBackByEmail` where one was, `NotAllowed`.
    """
    person = locked(Person.objects.filter(pk=person.pk)).get()
    policies.require(policies.may_make_sheet(actor, person))
    password = usernames.password_for(key)
    account = person.account
    if account is None:
        account = person.account = _account("", password, person.language)
        person.save(update_fields=["account"])
    else:
        if signs_in_by_email(account):
            raise ComesBackByEmail
        EmailAddress.objects.filter(user=account).delete()
        account.email = account.sign_up_key = None
        account.set_password(password)
        account.save(update_fields=["email", "sign_up_key", "password"])
    audit.log("account.sheet_made", account, actor=actor, person_id=person.pk)
    return Sheet(account.username, password)


def rename(*, person: Person, name: str, latin_name: str = "", actor: Account) -> Identity:
    """Changes the names of a person: oneself, or staff on their behalf. Papers already issued keep the name printed.

    Raises `NameMissing`, `NotAllowed`. It is logged that, not what.
    """
    policies.require(policies.may_rename(actor, person))
    with transaction.atomic():
        identity, _created = Identity.objects.update_or_create(person=person, defaults=_names(name, latin_name))
        audit.log("person.renamed", person, actor=actor, person_id=person.pk)
    return identity


def introduce(*, account: Account, name: str, latin_name: str = "") -> Person:
    """Gives an account that was made for work a person of its own, so that its owner can learn too. Raises `NameMissing`.

    The same form twice (a double click) gives the person that is there.
    """
    try:
        with transaction.atomic():
            return _person(name, latin_name, None, account.language, account=account)
    except IntegrityError:  # the other click was first
        return Person.objects.get(account=account)


def _account(username: str, password: str, language: str, *, key: uuid.UUID | None = None) -> Account:
    for _try in range(1 if username else TRIES):
        try:
            with transaction.atomic():
                return Account.objects.create_user(
                    username or usernames.make(), password or None, language=language, sign_up_key=key
                )
        except IntegrityError:
            if key and Account.objects.filter(sign_up_key=key).exists():
                raise
    raise UserNameTaken


def _person(
    name: str,
    latin_name: str,
    contact: Contact | None,
    language: str,
    *,
    account: Account | None = None,
    entered_by: Account | None = None,
    key: uuid.UUID | None = None,
) -> Person:
    names = _names(name, latin_name)
    own = {"pk": key} if key else {}
    person = Person.objects.create(account=account, language=language, entered_by=entered_by, **own)
    person.identity = Identity.objects.create(person=person, **names)
    if contact:
        ContactPoint.objects.create(person=person, kind=contact.kind, value=contact.value)
    return person


def _names(name: str, latin_name: str) -> dict[str, str]:
    names = {"name": " ".join(name.split()), "latin_name": " ".join(latin_name.split())}
    if not names["name"]:
        raise NameMissing
    return names

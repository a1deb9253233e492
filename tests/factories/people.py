"""People for tests, all fictitious."""

import itertools

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from wagtail.models import Collection

from cms import roles as table
from people.enums import Role
from people.models import Account, Identity, Person

PASSWORD = "correct horse"
_numbers = itertools.count(1)


def account(*roles: Role, username: str = "", **fields: object) -> Account:
    made = Account.objects.create_user(username or f"account-{next(_numbers)}", PASSWORD, **fields)
    for role in roles:
        made.groups.add(_group(role))
    return made


def _group(role: Role) -> Group:
    """The group of a role with its permissions, also after a test that emptied the database."""
    group, _created = Group.objects.get_or_create(name=role)
    if not group.permissions.exists():
        if not Collection.objects.exists():
            Collection.add_root(name="Root")
        table.grant()
    return group


def second_factor(account: Account) -> Account:
    """The account with an app for codes set up."""
    TOTP.activate(account, generate_totp_secret())
    return account


def person(name: str = "Leyla Haddad", *, account: Account | None = None, **fields: object) -> Person:
    made = Person.objects.create(account=account, **fields)
    Identity.objects.create(person=made, name=name)
    return made


def learner(name: str = "Leyla Haddad", **fields: object) -> Person:
    """A person who signs in."""
    return person(name, account=account(), **fields)

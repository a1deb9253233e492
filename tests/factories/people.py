"""People for tests, all fictitious."""

import itertools

from django.contrib.auth.models import Group

from people.enums import Role
from people.models import Account, Identity, Person

_numbers = itertools.count(1)


def account(*roles: Role, username: str = "", **fields: object) -> Account:
    made = Account.objects.create_user(username or f"account-{next(_numbers)}", "correct horse", **fields)
    for role in roles:
        made.groups.add(Group.objects.get_or_create(name=role)[0])
    return made


def person(name: str = "Leyla Haddad", *, account: Account | None = None, **fields: object) -> Person:
    made = Person.objects.create(account=account, **fields)
    Identity.objects.create(person=made, name=name)
    return made


def learner(name: str = "Leyla Haddad", **fields: object) -> Person:
    """A person who signs in."""
    return person(name, account=account(), **fields)

"""Global roles: given and taken by those above, never by oneself, each time on record."""

from collections.abc import Collection

from django.contrib.auth.models import Group
from django.db import transaction

from core import audit
from people import policies
from people.enums import Role
from people.errors import GrantNotAllowed, OwnGrant
from people.models import Account


def grant(*, account: Account, role: Role, actor: Account) -> None:
    """Gives a global role. Raises `OwnGrant`, `GrantNotAllowed`. Held already: nothing happens."""
    _require(account, role, actor)
    with transaction.atomic():
        group, _created = Group.objects.get_or_create(name=role.value)
        if account.groups.filter(pk=group.pk).exists():
            return
        account.groups.add(group)
        _log("role.granted", account, role, actor)


def revoke(*, account: Account, role: Role, actor: Account) -> None:
    """Takes a global role. Raises `OwnGrant`, `GrantNotAllowed`. Not held: nothing happens."""
    _require(account, role, actor)
    with transaction.atomic():
        group = account.groups.filter(name=role.value).first()
        if group is None:
            return
        account.groups.remove(group)
        _log("role.revoked", account, role, actor)


def assign(*, account: Account, roles: Collection[Role], actor: Account) -> None:
    """Makes `roles` the global roles of an account: gives what is missing, takes what is too much, all or nothing."""
    held = {Role(role) for role in account.roles}
    wanted = set(roles)
    with transaction.atomic():
        for role in sorted(wanted - held):
            grant(account=account, role=role, actor=actor)
        for role in sorted(held - wanted):
            revoke(account=account, role=role, actor=actor)


def _require(account: Account, role: Role, actor: Account) -> None:
    if account.pk == actor.pk:
        raise OwnGrant
    if not policies.may_grant(actor, role):
        raise GrantNotAllowed(role=role.label)


def _log(verb: str, account: Account, role: Role, actor: Account) -> None:
    account.__dict__.pop("roles", None)
    person = policies.person_of(account)
    audit.log(verb, account, actor=actor, person_id=person.pk if person else None, reason=role.value)

"""Who may: global roles. Deny is the default; nobody uses a grant on himself."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from core.errors import NotAllowed
from people.enums import Role
from people.models import Account, Person

Actor = AbstractBaseUser | AnonymousUser | None


def has_role(actor: Actor, *roles: Role) -> bool:
    """Whether the actor may sign in and holds one of the roles."""
    return isinstance(actor, Account) and actor.is_active and not actor.roles.isdisjoint(roles)


def is_self(actor: Actor, person: Person) -> bool:
    return isinstance(actor, Account) and person.account_id == actor.pk


def person_of(actor: Actor) -> Person | None:
    """The person an account belongs to, or none."""
    return getattr(actor, "person", None) if isinstance(actor, Account) else None


def require(allowed: bool) -> None:
    """Raises `NotAllowed` unless allowed."""
    if not allowed:
        raise NotAllowed


def may_enter_people(actor: Actor) -> bool:
    """Staff who may enter a person without an account."""
    return has_role(actor, Role.COORDINATOR, Role.TRAINER)

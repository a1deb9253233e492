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


def may_rename(actor: Actor, person: Person) -> bool:
    """Oneself, coordinators, and the trainer who entered the person."""
    if is_self(actor, person) or has_role(actor, Role.COORDINATOR):
        return True
    return isinstance(actor, Account) and has_role(actor, Role.TRAINER) and person.entered_by_id == actor.pk


def may_make_sheet(actor: Actor, person: Person) -> bool:
    """Staff who enter people, for others who only learn: whoever makes the sheet of an account knows its password."""
    if not may_enter_people(actor) or is_self(actor, person) or person.erased_at:
        return False
    account = person.account
    return account is None or (account.is_active and not account.is_superuser and not account.roles)


# Who gives which role. An installation's first administrator is made by its superuser on the command line.
GIVEN_BY = dict.fromkeys(Role, (Role.COORDINATOR, Role.ADMINISTRATOR)) | {
    Role.COORDINATOR: (Role.ADMINISTRATOR,),
    Role.ADMINISTRATOR: (Role.ADMINISTRATOR,),
}


def may_grant(actor: Actor, role: Role) -> bool:
    """Whether somebody gives and takes a role of others."""
    return _is_superuser(actor) or has_role(actor, *GIVEN_BY[role])


def may_word_consent(actor: Actor) -> bool:
    """Whether somebody writes the words that people consent to."""
    return has_role(actor, Role.ADMINISTRATOR)


def may_manage_accounts(actor: Actor) -> bool:
    """Whether somebody makes, changes and closes accounts of others."""
    return _is_superuser(actor) or has_role(actor, Role.COORDINATOR, Role.ADMINISTRATOR)


def may_change_account(actor: Actor, account: Account) -> bool:
    """Whether somebody changes or closes this account: the own one, or one whose every role is theirs to give and take."""
    if account.is_superuser and not _is_superuser(actor):
        return False
    is_own = isinstance(actor, Account) and actor.pk == account.pk
    return may_manage_accounts(actor) and (is_own or all(may_grant(actor, Role(role)) for role in account.roles))


def may_enter_admin(actor: Actor) -> bool:
    """Whether the admin exists for somebody at all: learners, mentors and organisations never enter it."""
    return _is_superuser(actor) or has_role(actor, *Role)


def needs_second_factor_for_people(actor: Actor) -> bool:
    """Whether pages with people's data ask for a second factor, too. Trainers need it in the admin only."""
    return _is_superuser(actor) or has_role(actor, *(role for role in Role if role != Role.TRAINER))


def _is_superuser(actor: Actor) -> bool:
    return isinstance(actor, Account) and actor.is_active and actor.is_superuser

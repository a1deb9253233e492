"""Who may confirm, see, end and word certificates. Nobody uses a grant on himself."""

from certificates.models import Credential
from people.enums import Role
from people.models import Person
from people.policies import Actor, has_role, is_self


def may_act_for(actor: Actor, person: Person) -> bool:
    """Whether somebody may confirm, end, replace for a person: coordinators, never for themselves."""
    return has_role(actor, Role.COORDINATOR) and not is_self(actor, person)


def may_confirm(actor: Actor, person: Person) -> bool:
    """The holder, or staff on their behalf."""
    return is_self(actor, person) or may_act_for(actor, person)


def may_see(actor: Actor, credential: Credential) -> bool:
    return is_self(actor, credential.achievement.person) or has_role(actor, Role.COORDINATOR)


def may_run(actor: Actor) -> bool:
    """Whether somebody may see who achieved what in a course, and print for all."""
    return has_role(actor, Role.COORDINATOR)


def may_word(actor: Actor) -> bool:
    """Whether somebody may write, preview and release wordings."""
    return has_role(actor, Role.COORDINATOR, Role.ADMINISTRATOR)

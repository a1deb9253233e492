"""Who may see what only the desk composes."""

from django.conf import settings

from core import written_mails
from people.enums import Role
from people.policies import Actor, has_role


def may_read_mails(actor: Actor) -> bool:
    """The office reads the demo's mails, which go to nobody. Elsewhere they are nobody's to read: they hold sign-in codes."""
    is_demo = getattr(settings, "DEMO", False) and written_mails.are_kept()
    return is_demo and has_role(actor, Role.COORDINATOR, Role.ADMINISTRATOR)

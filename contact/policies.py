"""Who may read what people write to the office."""

from people.enums import Role
from people.policies import Actor, has_role


def may_read(actor: Actor) -> bool:
    """Reads, answers and closes messages: they hold people's data, so editors do not."""
    return has_role(actor, Role.COORDINATOR, Role.ADMINISTRATOR)

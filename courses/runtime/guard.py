"""A kind may fail; the page, its saving and the stored data stay whole."""

import logging
import uuid
from dataclasses import replace

from core.errors import DomainError
from courses import installed_kinds
from courses.activity_types import ActivityType, Context
from courses.domain import attention
from courses.errors import ActivityMissing

logger = logging.getLogger(__name__)


class guarded:  # noqa: N801 - reads as a word of a with statement
    """Around every call of a kind: a refusal passes, anything else becomes `ActivityMissing`, with its cause."""

    def __init__(self, activity: uuid.UUID, doing: str) -> None:
        self.activity, self.doing = activity, doing

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, DomainError):
            logger.error("activity %s failed at %s", self.activity, self.doing, exc_info=error)
            raise ActivityMissing from error


class noted:  # noqa: N801 - reads as a word of a with statement
    """Around a whole act: what failed inside is noted for the team once the transaction is rolled back."""

    def __init__(self, activity: uuid.UUID, doing: str) -> None:
        self.activity, self.doing = activity, doing

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        cause = error.__cause__ if isinstance(error, ActivityMissing) else None
        if cause and not isinstance(cause, installed_kinds.UnknownType):
            attention.note(activity=self.activity, doing=self.doing, error=cause)


def kind_of(key: str) -> ActivityType:
    """The kind of this key. Raises `ActivityMissing`."""
    try:
        return installed_kinds.get(key)
    except installed_kinds.UnknownType as error:
        raise ActivityMissing from error


def up_to_date(kind: ActivityType, context: Context) -> Context:
    """The context with its state as the present version of the kind reads it."""
    if context.state_version >= kind.state_version or context.attempt is None:
        return context
    state = kind.migrate(context.state, context.state_version)
    return replace(context, state=state, state_version=kind.state_version)

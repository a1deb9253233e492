"""What who wrote, and staff, see of messages."""

import uuid
from typing import TYPE_CHECKING

from contact.enums import MessageStatus
from contact.models import Message

if TYPE_CHECKING:
    from django.db.models import QuerySet

OPEN, DONE, DOUBTFUL = "open", "done", "doubtful"
SHOWN = (OPEN, DONE, DOUBTFUL)


def inbox(shown: str) -> "QuerySet[Message]":
    """`open`: nobody has answered, the longest waiting first; `done`: answered or closed; `doubtful`: maybe no person's."""
    messages = Message.objects.defer("token", "submission")
    if shown == DOUBTFUL:
        return messages.filter(doubtful=True, status=MessageStatus.NEW).order_by("-received_at")
    if shown == DONE:
        return messages.exclude(status=MessageStatus.NEW).order_by("-received_at")
    return messages.filter(doubtful=False, status=MessageStatus.NEW).order_by("received_at")


def waiting() -> int:
    """How many messages nobody has answered. One query."""
    return inbox(OPEN).count()


def message_detail(key: uuid.UUID) -> Message | None:
    """A message with its answers and the words consented to."""
    found = Message.objects.select_related("consent_text").prefetch_related("answers__written_by__person__identity")
    return found.filter(pk=key).first()


def message_of(token: str) -> Message | None:
    """The message behind a link, or none."""
    return Message.objects.prefetch_related("answers").filter(token=token).first()

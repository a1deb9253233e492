"""Somebody writes to the office; staff answer and close; who wrote may take it all back."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from contact import policies
from contact.enums import MessageStatus
from contact.errors import AnswerEmpty, ConsentOutdated, MessageEmpty, MessageGone, NoWayToAnswer
from contact.models import Answer, Message
from core import audit
from core.db import locked
from core.later import later
from people.enums import Channel
from people.models import Account, ConsentText
from people.policies import require
from people.queries.consent import words_now

CONSENT = "contact"
TERM = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote. `language`: of the page it was written on, and of all mails about it."""

    name: str
    text: str
    language: str
    email: str = ""
    phone: str = ""


def receive(
    *,
    letter: Letter,
    submission: uuid.UUID,
    words: ConsentText,
    doubtful: bool,
    at: datetime,
    channel: Channel = Channel.ONLINE,
) -> Message:
    """Keeps a message together with the words consented to; a confirmation and a note to staff follow by job.

    The same form sent again unchanged (double click, back button) gives the message that is there; with other words it is a new
    one. `doubtful`: kept, but no mail goes out. Raises `NoWayToAnswer`, `MessageEmpty`, and `ConsentOutdated` if newer words hold.
    """
    _require_answerable(letter)
    if words_now(CONSENT, words.locale) != words:
        raise ConsentOutdated
    key = uuid.uuid5(submission, "\0".join((letter.name, letter.email, letter.phone, letter.text)))
    if known := Message.objects.filter(submission=key).first():
        return known
    try:
        with transaction.atomic():
            return _keep(letter, key, words, doubtful=doubtful, at=at, channel=channel)
    except IntegrityError:  # the same form twice at once: the other one was first
        return Message.objects.get(submission=key)


def _require_answerable(letter: Letter) -> None:
    if not (letter.email or letter.phone):
        raise NoWayToAnswer
    if not letter.text.strip():
        raise MessageEmpty


def _keep(
    letter: Letter, key: uuid.UUID, words: ConsentText, *, doubtful: bool, at: datetime, channel: Channel
) -> Message:
    message = Message.objects.create(
        submission=key,
        doubtful=doubtful,
        name=letter.name,
        email=letter.email,
        phone=letter.phone,
        text=letter.text,
        language=letter.language,
        received_at=at,
        consent_text=words,
        consented_at=at,
        consent_channel=channel,
    )
    if not doubtful:
        later("contact.tasks.confirm", message_id=str(message.pk))
        later("contact.tasks.tell_staff", message_id=str(message.pk))
    return message


def answer(*, message: Message, text: str, submission: uuid.UUID, actor: Account, at: datetime) -> Answer:
    """Keeps an answer and sends it by job where there is an e-mail address; else it is a note of what was said.

    A closed message is open again. The same `submission` again gives the answer that is there. Raises `AnswerEmpty`, `MessageGone`,
    `NotAllowed`.
    """
    require(policies.may_read(actor))
    if not text.strip():
        raise AnswerEmpty
    with transaction.atomic():
        held = _hold(message)
        written, is_new = Answer.objects.get_or_create(
            submission=submission, defaults={"message": held, "text": text, "written_by": actor, "written_at": at}
        )
        if is_new:
            _move(held, MessageStatus.ANSWERED, closed_at=None)
            audit.log("message.answered", held, actor=actor)
            if held.email:
                later("contact.tasks.send_answer", answer_id=str(written.pk))
    return written


def close(*, message: Message, actor: Account, at: datetime) -> Message:
    """Nothing more is to be done about a message: its term begins. Again changes nothing. Raises `MessageGone`, `NotAllowed`."""
    require(policies.may_read(actor))
    with transaction.atomic():
        held = _hold(message)
        if held.status != MessageStatus.CLOSED:
            _move(held, MessageStatus.CLOSED, closed_at=at)
            audit.log("message.closed", held, actor=actor)
    return held


def withdraw(*, token: str) -> None:
    """Deletes a message and its answers for whoever holds its link. Raises `MessageGone` if it is not there (any more)."""
    with transaction.atomic():
        message = locked(Message.objects.filter(token=token)).first()
        if message is None:
            raise MessageGone
        audit.log("message.withdrawn", message, actor=None)
        message.delete()


def forget(*, at: datetime) -> int:
    """Deletes messages that were closed, or answered for the last time, longer ago than the term. Returns how many."""
    closed = Q(status=MessageStatus.CLOSED, closed_at__lt=at - TERM)
    recent = Answer.objects.filter(written_at__gte=at - TERM).values("message")
    answered = Q(status=MessageStatus.ANSWERED) & ~Q(pk__in=recent)
    return Message.objects.filter(closed | answered).delete()[1].get("contact.Message", 0)


def _hold(message: Message) -> Message:
    held = locked(Message.objects.filter(pk=message.pk)).first()
    if held is None:
        raise MessageGone
    return held


def _move(message: Message, status: MessageStatus, **fields: Any) -> None:
    message.status = status
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=["status", *fields])

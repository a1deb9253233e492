"""The mails about a message. Each is sent once; of a message that was withdrawn none is sent."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from contact.models import Answer, Message
from core import mail
from core.later import later
from core.links import absolute
from people.queries.office import mail_readers


def confirm(*, message: UUID, at: datetime) -> None:
    """Tells who wrote by e-mail that the message is there and how to withdraw it, in their language."""
    row = Message.objects.filter(pk=message, confirmed_at=None).exclude(email="").first()
    if row is None:
        return
    link = absolute("contact:own", row.token, language=row.language)
    mail.send("contact/mail/received", row.email, row.language, {"message": row, "link": link})
    Message.objects.filter(pk=row.pk).update(confirmed_at=at)


def tell_staff(*, message: UUID, at: datetime) -> None:
    """Has every coordinator who reads mail told, each by a job of their own: a bad address holds up nobody else."""
    with transaction.atomic():
        if Message.objects.filter(pk=message, told_at=None).update(told_at=at):
            for account in mail_readers():
                later("contact.tasks.tell_coordinator", message_id=str(message), account_id=str(account.pk))


def tell_coordinator(*, message: UUID, account: int) -> None:
    """Tells one coordinator that a message waits: not who wrote, and not what. Nothing once it was withdrawn."""
    reader = mail_readers().filter(pk=account).first()
    if reader and Message.objects.filter(pk=message).exists():
        link = absolute("contact:message", message, language=reader.language)
        mail.send("contact/mail/waiting", reader.email or "", reader.language, {"link": link})


def send_answer(*, answer: int, at: datetime) -> None:
    """Sends an answer by e-mail, with the message it answers below."""
    row = Answer.objects.select_related("message").filter(pk=answer, sent_at=None).exclude(message__email="").first()
    if row is None:
        return
    to = row.message
    link = absolute("contact:own", to.token, language=to.language)
    mail.send("contact/mail/answer", to.email, to.language, {"answer": row, "message": to, "link": link})
    Answer.objects.filter(pk=row.pk).update(sent_at=at)

"""The mails about a message. Each is sent once; of a message that was withdrawn none is sent."""

from datetime import datetime
from uuid import UUID

from contact.models import Answer, Message
from core import mail
from core.links import absolute
from people.enums import Role
from people.models import Account


def confirm(*, message: UUID, at: datetime) -> None:
    """Tells who wrote by e-mail that the message is there, what it says, and how to withdraw it, in their language."""
    row = Message.objects.filter(pk=message, confirmed_at=None).exclude(email="").first()
    if row is None:
        return
    link = absolute("contact:own", row.token, language=row.language)
    mail.send("contact/mail/received", row.email, row.language, {"message": row, "link": link})
    Message.objects.filter(pk=row.pk).update(confirmed_at=at)


def tell_staff(*, message: UUID, at: datetime) -> None:
    """Tells every coordinator who reads mail that a message waits: not who wrote, and not what."""
    row = Message.objects.filter(pk=message, told_at=None).first()
    if row is None:
        return
    for account in Account.objects.filter(is_active=True, groups__name=Role.COORDINATOR, email__contains="@"):
        link = absolute("contact:message", row.pk, language=account.language)
        mail.send("contact/mail/waiting", account.email or "", account.language, {"link": link})
    Message.objects.filter(pk=row.pk).update(told_at=at)


def send_answer(*, answer: int, at: datetime) -> None:
    """Sends an answer by e-mail, with the message it answers below."""
    row = Answer.objects.select_related("message").filter(pk=answer, sent_at=None).exclude(message__email="").first()
    if row is None:
        return
    to = row.message
    link = absolute("contact:own", to.token, language=to.language)
    mail.send("contact/mail/answer", to.email, to.language, {"answer": row, "message": to, "link": link})
    Answer.objects.filter(pk=row.pk).update(sent_at=at)

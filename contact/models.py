from django.db import models
from django.utils.translation import gettext_lazy as _

from contact.enums import MessageStatus
from core.ids import secret_token, uuid7
from core.languages import SOURCE_LANGUAGE, direction
from people.enums import Channel
from people.models import Account, ConsentText

LONGEST = 5000


class Message(models.Model):
    """What somebody wrote to the office, and that they agreed to its being kept. Withdrawing it deletes the row.

    `doubtful`: looks like a machine's. It is kept and read like any other, but no mail goes out for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token = models.CharField(max_length=60, unique=True, default=secret_token, editable=False)
    submission = models.UUIDField(unique=True, editable=False)
    status = models.CharField(max_length=10, choices=MessageStatus.choices, default=MessageStatus.NEW)
    doubtful = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    text = models.TextField(_("message"), max_length=LONGEST)
    language = models.CharField(_("language"), max_length=12, default=SOURCE_LANGUAGE)
    received_at = models.DateTimeField()
    consent_text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField()
    consent_channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    closed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["received_at"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["status", "received_at"], name="message_status_received")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(email="") | ~models.Q(phone=""), name="message_answerable")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dir(self) -> str:
        return direction(self.language)


class Answer(models.Model):
    """What staff wrote back by mail, or noted of a call. `sent_at`: when the mail went out."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="answers")
    submission = models.UUIDField(unique=True, editable=False)
    text = models.TextField(_("answer"), max_length=LONGEST)
    written_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.message_id} · {self.written_at:%Y-%m-%d}"

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.enums import ENDED, LIVE, Kind, Reason, Status
from certificates.models.template import Template
from core.ids import uuid7
from courses.models import Course
from people.models import Account, Person


class Achievement(models.Model):
    """That a person completed a course in a way that is worth a certificate. Made at once, by rule."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="achievements")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="achievements")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        constraints = [models.UniqueConstraint(fields=["person", "course", "kind"], name="achievement_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.course_id}"


class CredentialQuerySet(models.QuerySet["Credential"]):
    def waiting(self) -> "CredentialQuerySet":
        """Confirmed, and not yet made."""
        return self.filter(status=Status.CONFIRMED)

    def published(self) -> "CredentialQuerySet":
        """Those somebody may hold in hand: issued, whatever became of them."""
        return self.exclude(issued_at=None)


class Credential(models.Model):
    """A certificate: what is printed, on which evidence, and whether it still holds.

    Created when its name is confirmed, valid once the job has made the paper. Evidence and names never change; a change is a
    new credential that `replaces` this one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="credentials")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="credentials")
    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=20, unique=True)
    language = models.CharField(max_length=12)
    latin_name = models.CharField(max_length=200, blank=True)
    native_name = models.CharField(max_length=200, blank=True)
    evidence = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    on_behalf = models.BooleanField(default=False, help_text=_("Staff confirmed the name for the person."))
    issued_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    ground_kept_at = models.DateTimeField(null=True, blank=True)
    ground_reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_at"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["achievement"], condition=models.Q(status__in=LIVE), name="credential_one_live"
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.VALID) | models.Q(issued_at__isnull=False),
                name="credential_valid_is_issued",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=LIVE, ended_at=None, reason="")
                | (models.Q(status__in=ENDED, ended_at__isnull=False) & ~models.Q(reason="")),
                name="credential_ended_with_reason",
            ),
            models.CheckConstraint(condition=~models.Q(replaces=models.F("id")), name="credential_replaces_other"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def names(self) -> tuple[str, ...]:
        """As printed, the Latin one first."""
        return tuple(name for name in (self.latin_name, self.native_name) if name)

    @property
    def is_forgotten(self) -> bool:
        """The holder was erased: number, kind and date are kept, the name is not."""
        return not self.latin_name

    @property
    def dated_on(self) -> date:
        """The day printed on the paper, in the office's time zone."""
        return timezone.localdate(self.confirmed_at, timezone.get_default_timezone())

    @property
    def verify_url(self) -> str:
        return f"{settings.SITE_URL}/verify/{self.shown_code}"

    @property
    def shown_code(self) -> str:
        """The code in groups of five, as people type it."""
        return "-".join(self.code[start : start + 5] for start in range(0, len(self.code), 5))


class CredentialPdf(models.Model):
    """The paper as issued. It lies beside the record, so that number, state and paper are one commit, and go as one."""

    credential = models.OneToOneField(Credential, on_delete=models.CASCADE, primary_key=True, related_name="pdf")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.credential_id}.pdf"

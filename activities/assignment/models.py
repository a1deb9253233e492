from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from activities.assignment.enums import State
from core.ids import uuid7
from courses.models import Attempt
from people.models import Account


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state=State.HANDED_IN)

    def asked_again(self) -> "SubmissionQuerySet":
        """Answered with “please again”, and nothing newer handed in since."""
        newer = Submission.objects.filter(attempt=OuterRef("attempt"), handed_in_at__gt=OuterRef("handed_in_at"))
        return self.filter(~Exists(newer), state=State.AGAIN)

    def of_attempt(self, attempt: object) -> "SubmissionQuerySet":
        return self.filter(attempt=attempt).order_by("-handed_in_at", "-id")


class Submission(models.Model):
    """A piece of work that a person handed in, and what a trainer answered. Files are private."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="submissions")
    text = models.TextField(blank=True)
    photo = models.FileField(upload_to="assignments", blank=True, max_length=120)
    voice = models.FileField(upload_to="assignments", blank=True, max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HANDED_IN)
    handed_in_at = models.DateTimeField()
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        indexes = [models.Index(fields=["state", "handed_in_at"], name="submission_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(state=State.HANDED_IN), name="submission_waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state == State.HANDED_IN

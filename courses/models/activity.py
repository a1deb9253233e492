from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.models import AppendOnly
from courses.enums import Evidence
from courses.models.course import Lesson
from people.models import Person


class Activity(models.Model):
    """Something to do in a lesson: its kind, and the configuration that kind understands. Placed in pages by a chooser."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    type = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=200, help_text=_("In German; other languages below."))
    config = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.title


class ActivityText(models.Model):
    """Title and words of an activity in one language other than German; `text` has the shape its kind declares."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    title = models.CharField(_("title"), max_length=200)
    text = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "locale"], name="activity_text_locale")]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale})"


class Attempt(models.Model):
    """The n-th try of a person at an activity in a lesson. Outcome columns are a cache of its facts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attempts")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attempts")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="attempts")
    n = models.PositiveIntegerField(default=1)
    activity_version = models.PositiveIntegerField(default=1)
    evidence = models.CharField(max_length=8, choices=Evidence.choices, default=Evidence.SERVER)
    completed = models.BooleanField(default=False)
    passed = models.BooleanField(null=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    is_new = False  # in the act that has begun it, which saves its state too

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["person", "lesson", "activity", "n"], name="attempt_number"),
            models.CheckConstraint(
                condition=models.Q(share=None) | models.Q(share__gte=0, share__lte=1), name="attempt_share_0_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} #{self.n}"


class ActivityState(models.Model):
    """What a kind keeps to go on where one was. Capped in size by the runtime."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, primary_key=True, related_name="state")
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, help_text=_("Of the kind that wrote it."))
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.attempt_id)


class ProgressEvent(AppendOnly):
    """The raw log of what happened in activities. Never evaluated; no foreign keys, so that it can be cut off by age."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    person_id = models.UUIDField()
    lesson_id = models.UUIDField()
    activity_id = models.UUIDField()
    attempt_id = models.UUIDField()
    verb = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["attempt_id"], name="event_attempt")]

    def __str__(self) -> str:
        return self.verb


class ActivityFailure(models.Model):
    """That an activity failed, for the team. `error`: the class of what was raised, never its words."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="failures")
    error = models.CharField(max_length=80)
    doing = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "error"], name="activity_failure_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.error}"

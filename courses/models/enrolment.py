from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from courses.enums import EnrolmentSource
from courses.models.course import Course, Lesson
from people.models import Account, Person


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def running(self) -> "EnrolmentQuerySet":
        return self.filter(ended_at=None)


class Enrolment(models.Model):
    """That a person does a course. `started_outline` serves rules only; everyone reads the current outline."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    started_outline = models.PositiveIntegerField()
    source = models.CharField(max_length=12, choices=EnrolmentSource.choices)
    invitation = models.ForeignKey(
        "courses.Invitation", on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    last_lesson = models.ForeignKey(Lesson, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    last_seen_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True, help_text=_("A cache of the fact."))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["person", "course"], name="enrolment_once")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.course_id}"


class Invitation(models.Model):
    """A way into a course: link, short code, printable QR. Names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="invitations")
    code = models.CharField(max_length=16, unique=True)
    label = models.CharField(_("label"), max_length=120, blank=True, help_text=_("For your own list, e.g. a place."))
    uses = models.PositiveIntegerField(default=0)
    max_uses = models.PositiveIntegerField(_("number of uses"), default=30)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(condition=models.Q(uses__lte=models.F("max_uses")), name="invitation_within_uses")
        ]

    def __str__(self) -> str:
        return self.label or self.code

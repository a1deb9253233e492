from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.models import AppendOnly
from courses.models import Course
from people.models import Account, Person


class Cohort(models.Model):
    """People who do a course together, with dates."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("course"))
    name = models.CharField(_("name"), max_length=120, help_text=_("As people call it, e.g. Wednesday evening."))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self) -> str:
        return self.name


class CohortTrainer(models.Model):
    """A scoped grant: this account trains this group, from when until when."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="trainers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cohorts_trained")
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("trainer of a group")
        verbose_name_plural = _("trainers of a group")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "account"], condition=models.Q(until=None), name="cohort_trainer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.cohort}"


class CohortMember(models.Model):
    """That a person belongs to a group, from when until when."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cohorts")
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of a group")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"], condition=models.Q(until=None), name="cohort_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.cohort_id}"


class SessionQuerySet(models.QuerySet["Session"]):
    def standing(self) -> "SessionQuerySet":
        return self.filter(cancelled_at=None)


class Session(models.Model):
    """A date of a group. Wall time was a pattern's; what is stored is the instant."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    units = models.DecimalField(
        _("teaching units"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0)], default=3
    )
    place = models.CharField(_("place"), max_length=160, blank=True)
    online_url = models.URLField(_("link for taking part online"), blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(fields=["cohort", "starts_at"], name="session_cohort_start")]

    def __str__(self) -> str:
        return f"{self.cohort} {self.starts_at:%Y-%m-%d %H:%M}"


class LedgerEntry(AppendOnly):
    """Teaching units of a person at a session: appended, corrected by a counter-entry. Writes its one fact with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="unit_entries")
    units = models.DecimalField(max_digits=4, decimal_places=1)
    at = models.DateTimeField()
    actor = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["session", "person"], name="ledger_session_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.units}"

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.bank import ItemVersion
from core.ids import uuid7
from core.models import AppendOnly
from courses.models import Attempt


class Sitting(models.Model):
    """One attempt at an assessment: what was drawn, until when, and what it came to. 1:1 with its `courses.Attempt`.

    `points` of `max_points`; `share` 0..1 of them, rounded down to four places; `right`: items with full points.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, primary_key=True, related_name="sitting")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sittings")
    option = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    max_points = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    passed = models.BooleanField(null=True)
    right = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at=None, points=None, max_points=None, share=None, right=None, passed=None)
                | Q(
                    submitted_at__isnull=False,
                    points__isnull=False,
                    max_points__isnull=False,
                    share__gte=0,
                    share__lte=1,
                    right__isnull=False,
                ),
                name="sitting_graded_with_submission",
            )
        ]

    def __str__(self) -> str:
        return str(self.attempt_id)


class SittingItem(AppendOnly):
    """An item as drawn: its version, its place and the order of its choices, fixed for this sitting."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="items")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    choices = models.JSONField(default=list)

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "version"], name="sitting_item_once"),
            models.UniqueConstraint(fields=["sitting", "position"], name="sitting_item_position"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} · {self.position}"


class Response(AppendOnly):
    """One save of one answer, all kept; `assessments.responses` says which counts.

    `client` and `n`: the sender and its own count; both empty for a plain form. `arrival`: the server's count per sitting.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(SittingItem, on_delete=models.CASCADE, related_name="responses")
    client = models.CharField(max_length=40, blank=True)
    n = models.PositiveBigIntegerField(null=True)
    arrival = models.PositiveIntegerField()
    data = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint(fields=["item", "client", "n"], condition=~Q(client=""), name="response_once"),
            models.UniqueConstraint(fields=["item", "arrival"], name="response_arrival"),
            models.CheckConstraint(
                condition=Q(client="", n=None) | ~Q(client="") & Q(n__isnull=False), name="response_n"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.arrival}"


class ItemScore(AppendOnly):
    """What an answer was worth, written once: from then on it stands. `share`: 0..1 of the item's points."""

    item = models.OneToOneField(SittingItem, on_delete=models.CASCADE, primary_key=True, related_name="score")
    share = models.DecimalField(max_digits=5, decimal_places=4)
    is_right = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="item_score_share"),
            models.CheckConstraint(
                condition=Q(is_right=True, share=1) | Q(is_right=False, share__lt=1), name="item_score_right"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.share}"

from django.db import models

from core.ids import uuid7
from core.models import AppendOnly
from courses.enums import Evidence, FactKind, FactSource, Reason
from courses.models.course import Course
from people.models import Account, Person


class Fact(AppendOnly):
    """What is true of a person at a node of a course. Outcomes, not events. Nothing else makes progress.

    `node`: id of a course, module or lesson, or of an activity in its lesson (`courses.outline.activity_node`).
    `quantity`: share 0..1 of a score, or units attended; empty where the kind needs none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="facts")
    node = models.UUIDField()
    kind = models.CharField(max_length=12, choices=FactKind.choices)
    quantity = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    evidence = models.CharField(max_length=8, choices=Evidence.choices, default=Evidence.SERVER)
    source = models.CharField(max_length=10, choices=FactSource.choices)
    source_key = models.CharField(max_length=120)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "course"], name="fact_person_course")]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="fact_source_key"),
            models.CheckConstraint(
                condition=models.Q(kind=FactKind.CORRECTION) ^ models.Q(corrects=None), name="fact_corrects"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.node}"

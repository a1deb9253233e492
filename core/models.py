from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models

from core.ids import uuid7


class AppendOnly(models.Model):
    """Rows that are written once. Only the erasure function deletes from such a table."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is append-only")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class AuditEntry(AppendOnly):
    """Who saw, changed or exported what: ids and codes, never names or text."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    person_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="audit_person_at"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class WorkerBeat(models.Model):
    """That a worker was alive at an instant, which job it held then, and how far that was."""

    id = models.CharField(primary_key=True, max_length=64)
    at = models.DateTimeField()
    job = models.UUIDField(null=True, db_index=True)
    done = models.PositiveIntegerField(null=True)
    total = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return self.id


class Turn(models.Model):
    """When something that is to be done once in a period was last begun."""

    name = models.CharField(primary_key=True, max_length=200)
    taken_at = models.DateTimeField(default=datetime(1970, 1, 1, tzinfo=UTC))

    def __str__(self) -> str:
        return self.name

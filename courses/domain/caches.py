"""What is kept beside the facts only to be quick: rebuilt from them, and proved equal."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet

from core.db import locked
from courses.enums import FactKind
from courses.models import Enrolment, Fact

COMPLETING = (FactKind.COMPLETED, FactKind.PASSED, FactKind.WAIVED)


def completed_at(enrolment: Enrolment) -> datetime | None:
    """When the course was completed, as the standing facts say."""
    facts = Fact.objects.filter(person=enrolment.person_id, node=enrolment.course_id, kind__in=COMPLETING)
    found: datetime | None = facts.filter(corrected_by=None).aggregate(at=Min("effective_at"))["at"]
    return found


def differing() -> QuerySet[Enrolment]:
    """Enrolments whose `completed_at` is not what the standing facts say. One query."""
    standing = Q(
        person__facts__node=F("course_id"), person__facts__kind__in=COMPLETING, person__facts__corrected_by=None
    )
    said = Enrolment.objects.annotate(said=Min("person__facts__effective_at", filter=standing))
    one_only = Q(completed_at=None, said__isnull=False) | Q(completed_at__isnull=False, said=None)
    both = Q(completed_at__isnull=False, said__isnull=False) & ~Q(completed_at=F("said"))
    return said.filter(one_only | both)


def rebuild() -> Iterator[uuid.UUID]:
    """Makes every `completed_at` say what the facts say; yields the enrolments that differed. Each in a transaction."""
    for key in list(differing().values_list("pk", flat=True)):
        with transaction.atomic():
            enrolment = locked(Enrolment.objects.filter(pk=key)).get()
            enrolment.completed_at = completed_at(enrolment)
            enrolment.save(update_fields=["completed_at"])
        yield key

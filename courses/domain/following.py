"""What a new outline means for those in the course: whatever it makes complete is recorded, since no later one takes it back."""

import uuid
from datetime import datetime

from django.db import transaction

from courses.domain import enrolment as enrolments
from courses.domain import facts
from courses.models import Course, Enrolment
from courses.queries.progress import facts_of_people

BATCH = 200


def complete_by_rule(*, course: Course, after: uuid.UUID | None, at: datetime) -> uuid.UUID | None:
    """Records what the present outline completes by rule, for the next `BATCH` running enrolments behind `after`.

    Each person in a transaction of their own; repeatable. Returns the last enrolment looked at, or none at the end.
    """
    rows = Enrolment.objects.running().filter(course=course).select_related("course", "person").order_by("pk")
    batch = list((rows.filter(pk__gt=after) if after else rows)[:BATCH])
    known = facts_of_people(enrolment.person_id for enrolment in batch)
    for enrolment in batch:
        if facts.is_behind(enrolment, known[enrolment.person_id], at):
            catch_up(enrolment, at=at)
    return batch[-1].pk if len(batch) == BATCH else None


@transaction.atomic
def catch_up(enrolment: Enrolment, *, at: datetime) -> None:
    """Records what is complete by rule without a fact that says so. Repeatable."""
    facts.record(enrolments.known(person=enrolment.person, course=enrolment.course_id), [], actor=None, at=at)

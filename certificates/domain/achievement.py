"""An achievement is made at once, by rule, when a course is completed."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from certificates.enums import Kind
from certificates.models import Achievement
from certificates.queries.ground import attested_kind
from courses.models import Course, Enrolment
from people.models import Account, Person


def record(*, person: Person, course: Course, kind: Kind, actor: Account | None, at: datetime) -> Achievement:
    """Records that a person achieved something in a course. A repeat returns what is there and changes nothing.

    `actor`: none, since it is a rule that says so; an account where staff enter it.
    """
    wanted = {"person": person, "course": course, "kind": kind}
    try:
        with transaction.atomic():
            made, _is_new = Achievement.objects.get_or_create(**wanted, defaults={"at": at, "recorded_by": actor})
    except IntegrityError:  # the same news, told twice at the same time
        return Achievement.objects.get(**wanted)
    return made


def from_completion(*, person_id: uuid.UUID, course_id: uuid.UUID, at: datetime) -> Achievement | None:
    """What follows from the news that a person completed a course at the instant `at`. Idempotent.

    The track and what the outline demands of this enrolment decide the kind. None if the person is not in the course.
    """
    enrolment = Enrolment.objects.select_related("course", "person").filter(person=person_id, course=course_id).first()
    if enrolment is None:
        return None
    kind = attested_kind(enrolment)
    return record(person=enrolment.person, course=enrolment.course, kind=kind, actor=None, at=at)

"""A lesson that replaced another: who has done the old one has done the new one, on an author's word."""

import uuid
from datetime import datetime

from django.db import transaction

from core import audit
from core.later import later
from courses import policies
from courses.domain import enrolment as enrolments
from courses.domain import facts, outline
from courses.enums import FactKind, FactSource
from courses.errors import LessonUnknown, NotReplaced
from courses.models import Enrolment, Fact, Lesson, Replacement
from people.models import Account
from people.policies import require


@transaction.atomic
def confirm(*, old: Lesson, new: Lesson, actor: Account, at: datetime) -> Replacement:
    """Records that `new` replaced `old` in a course; a job writes the facts of everyone who had done `old`.

    `old` must have left the course and `new` be in it. A repeat returns the same replacement.
    Raises `LessonUnknown`, `NotReplaced`, `NotAllowed`.
    """
    require(policies.may_write(actor, new.course))
    if outline.current(new.course).lesson(new.pk) is None:
        raise LessonUnknown
    if old.course_id != new.course_id or old.pk == new.pk or old.retired_at is None:
        raise NotReplaced
    made, is_new = Replacement.objects.get_or_create(
        old=old, new=new, defaults={"confirmed_by": actor, "confirmed_at": at}
    )
    if is_new:
        audit.log("lesson.replaced", new, actor=actor)
        later("courses.tasks.carry_over", replacement_id=made.pk)
    return made


def who_did(lesson: Lesson) -> set[uuid.UUID]:
    """People with a standing completion of a lesson."""
    done = Fact.objects.filter(node=lesson.pk, kind__in=(FactKind.COMPLETED, FactKind.WAIVED), corrected_by=None)
    return set(done.values_list("person_id", flat=True))


def carry_over(replacement: Replacement, *, at: datetime) -> int:
    """Writes the missing facts of those in the course, one person a transaction. Returns how many were written; repeatable."""
    already = Fact.objects.filter(source=FactSource.MAPPING, source_key__startswith=f"{replacement.pk}/")
    people = who_did(replacement.old) - set(already.values_list("person_id", flat=True))
    rows = Enrolment.objects.filter(course=replacement.new.course_id, person__in=people).select_related("person")
    enrolments_left = list(rows)  # SQLite lets nobody write while rows are still being read
    for enrolment in enrolments_left:
        with transaction.atomic():
            fact = facts.NewFact(
                node=replacement.new_id,
                kind=FactKind.COMPLETED,
                source=FactSource.MAPPING,
                source_key=f"{replacement.pk}/{enrolment.pk}",
                effective_at=replacement.confirmed_at,
            )
            held = enrolments.known(person=enrolment.person, course=enrolment.course_id)
            facts.record(held, [fact], actor=replacement.confirmed_by, at=at)
    return len(enrolments_left)

"""What staff decide about an attempt, by the same road as an act of the person."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.languages import SOURCE_LANGUAGE
from courses import policies
from courses.domain import enrolment as enrolments
from courses.errors import AttemptUnknown
from courses.models import Attempt
from courses.runtime.acting import Reply, carry_out
from courses.runtime.guard import guarded, kind_of, noted, up_to_date
from courses.runtime.payload import checked
from courses.runtime.showing import context_of
from people.models import Account
from people.policies import require


def decide(*, attempt: uuid.UUID, decision: str, payload: Mapping[str, Any], actor: Account, at: datetime) -> Reply:
    """Lets staff decide about an attempt; the kind says what changes, its outcome becomes a fact with the actor. Audited.

    Raises `AttemptUnknown`, `NotAllowed` (also for oneself), `NotEnrolled`, `ActivityMissing`, `PayloadUnreadable`,
    `StateTooLarge`, and whatever the kind refuses with (`UnknownAction` if it knows no such decision).
    """
    found = Attempt.objects.select_related("person", "lesson__course").filter(pk=attempt).first()
    if found is None:
        raise AttemptUnknown
    require(policies.may_review(actor, found.person, found.lesson.course))
    with noted(found.activity_id, decision), transaction.atomic():
        return _decide(found, decision, checked(payload), actor, at)


def _decide(found: Attempt, decision: str, payload: Mapping[str, Any], actor: Account, at: datetime) -> Reply:
    enrolment = enrolments.known(person=found.person, course=found.lesson.course_id)
    attempt = Attempt.objects.select_related("activity", "state").get(pk=found.pk)  # as it is under the lock
    kind = kind_of(attempt.activity.type)
    stored = context_of(
        attempt.activity,
        lesson=attempt.lesson_id,
        attempt=attempt,
        person=attempt.person_id,
        words=None,
        language=SOURCE_LANGUAGE,
        at=at,
    )
    with guarded(attempt.activity_id, decision):
        context = replace(up_to_date(kind, stored), actor=actor.pk)
    reply = carry_out(
        kind,
        attempt,
        context,
        lambda: kind.decide(context, decision, payload),
        doing=decision,
        enrolment=enrolment,
        actor=actor,
    )
    audit.log(f"activity.{decision}"[:60], attempt, actor=actor, person_id=attempt.person_id)
    return reply

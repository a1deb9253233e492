"""The ledger of teaching units: what a person attended, in units of 45 minutes."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from cohorts import policies
from cohorts.errors import NotInGroup, SessionCancelled, TooManyUnits
from cohorts.models import CohortMember, LedgerEntry, Session
from courses.domain import enrolment as enrolments
from courses.domain import facts
from courses.enums import FactKind, FactSource
from people.models import Account, Person
from people.policies import require


@transaction.atomic
def record(*, session: Session, person: Person, units: Decimal, actor: Account, at: datetime) -> LedgerEntry | None:
    """Makes a person's attendance at a session `units` (0 to the session's): appends the difference and its one fact.

    Nothing is appended if it says so already. Raises `NotInGroup`, `TooManyUnits`, `SessionCancelled`, `NotEnrolled`, `NotAllowed`.
    """
    require(policies.may_take_attendance(actor, session.cohort, person))
    if session.cancelled_at:
        raise SessionCancelled
    if not 0 <= units <= session.units:
        raise TooManyUnits(units=session.units)
    if not CohortMember.objects.filter(cohort=session.cohort_id, person=person, until=None).exists():
        raise NotInGroup
    enrolment = enrolments.held(person=person, course=session.cohort.course_id)
    difference = units - attended(session, person)
    if not difference:
        return None
    entry = LedgerEntry.objects.create(session=session, person=person, units=difference, at=at, actor=actor)
    fact = facts.NewFact(
        node=enrolment.course_id,
        kind=FactKind.UNITS,
        source=FactSource.LEDGER,
        source_key=str(entry.pk),
        effective_at=at,
        quantity=difference,
    )
    facts.record(enrolment, [fact], actor=actor, at=at)
    return entry


def attended(session: Session, person: Person) -> Decimal:
    """Teaching units of a person at a session, as the ledger has them now."""
    found = LedgerEntry.objects.filter(session=session, person=person).aggregate(units=Sum("units"))["units"]
    return found or Decimal(0)

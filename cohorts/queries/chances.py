"""When units can next be attended, and whom a trainer accompanies."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from cohorts.models import Session
from courses.next_chance import Chance
from courses.progress import OpenRule
from people.models import Account, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


def next_sessions(rules: Iterable[OpenRule], person: Person, at: datetime) -> Mapping[OpenRule, Chance]:
    """The next session of the person's groups in the course whose units a rule asks for. One query, none if no rule asks."""
    wanted = [rule for rule in rules if rule.code == "units"]
    if not wanted:
        return {}
    coming = Session.objects.standing().filter(
        cohort__course__in={rule.node for rule in wanted},
        cohort__members__person=person,
        cohort__members__until=None,
        cohort__ended_at=None,
        starts_at__gt=at,
    )
    first = {one.cohort.course_id: one for one in coming.select_related("cohort").order_by("-starts_at")}
    return {rule: _chance(first[rule.node]) for rule in wanted if rule.node in first}


def _chance(session: Session) -> Chance:
    return Chance(at=session.starts_at, title=session.cohort.name, place=session.place)


def people_trained(account: Account) -> "QuerySet[Person]":
    """People in groups that an account trains now."""
    return Person.objects.filter(
        cohorts__until=None,
        cohorts__cohort__trainers__account=account,
        cohorts__cohort__trainers__until=None,
        cohorts__cohort__ended_at=None,
    )

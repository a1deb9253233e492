"""What staff decided about somebody's progress, as the person reads it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from courses.enums import FactSource
from courses.models import Course, Fact
from courses.outline import Outline
from courses.policies import STAFF
from courses.progress import FactData
from courses.queries.overview import Title
from people.models import Account, Person


@dataclass(frozen=True, slots=True)
class Decision:
    """`title`: of what it is about; `kind`: of the fact; `reason`: in words; `by`: the role of who decided, if known."""

    title: Title
    kind: str
    reason: str
    at: datetime
    by: str


def decisions_of(
    person: Person, course: Course, outline: Outline, titles: Mapping[uuid.UUID, Title], facts: Iterable[FactData]
) -> tuple[Decision, ...]:
    """What staff completed, waived or took back in a course, the latest first. One query if `facts` hold any."""
    if not any(fact.course == course.pk and (fact.source == FactSource.STAFF or fact.corrects) for fact in facts):
        return ()
    places = {activity.key: lesson.key for lesson in outline.lessons() for activity in lesson.activities}
    role = Account.objects.filter(pk=OuterRef("actor"), groups__name__in=STAFF).order_by("groups__name")
    rows = (
        Fact.objects.filter(person=person, course=course)
        .exclude(reason="")
        .exclude(corrects__source=FactSource.RULE)  # taken back with what it rested on, which is told
        .annotate(by=Subquery(role.values("groups__name")[:1]))
        .order_by("-recorded_at", "-pk")
    )
    return tuple(
        Decision(
            title=titles.get(places.get(fact.node, fact.node)) or titles[course.pk],
            kind=fact.kind,
            reason=fact.get_reason_display(),
            at=fact.effective_at,
            by=fact.by or "",
        )
        for fact in rows
    )

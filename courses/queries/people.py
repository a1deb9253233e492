"""People as staff find them again: with the course that leads to their page."""

import uuid
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from courses.models import Enrolment
from courses.policies import people_seen
from people.models import Account, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHOWN = 5


def people_known(actor: Account) -> "QuerySet[Person]":
    """Those an account sees. `enrolment`: the latest running one, whose page is theirs, or none."""
    latest = Enrolment.objects.running().filter(person=OuterRef("pk")).order_by("-created_at")
    return people_seen(actor).select_related("identity").annotate(enrolment=Subquery(latest.values("pk")[:1]))


def namesakes(actor: Account, *names: str, but: uuid.UUID) -> list[Person]:
    """Who of those an account sees has one of these names, in any script; `but`: the person of the form itself."""
    wanted = Q()
    for name in filter(None, (" ".join(name.split()) for name in names)):
        wanted |= Q(identity__name__iexact=name) | Q(identity__latin_name__iexact=name)
    return list(people_known(actor).filter(wanted).exclude(pk=but)[:SHOWN])

"""The scoped grant of an adviser: given and ended by a coordinator."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from consultations import policies
from consultations.errors import AdviserUnknown, AlreadyAdviser
from consultations.models import Adviser, Slot, Topic
from core import audit
from core.db import locked
from people.models import Account, Person
from people.policies import require


def grant(*, person: Person, topics: Iterable[Topic | int], actor: Account) -> Adviser:
    """Makes a person with an account an adviser on topics, on all if none is named.

    Raises `AdviserUnknown` without an account, `AlreadyAdviser`, `NotAllowed` (nobody grants it to oneself).
    """
    if person.account is None:
        raise AdviserUnknown
    require(policies.may_grant(actor, person.account))
    try:
        with transaction.atomic():
            adviser = Adviser.objects.create(person=person)
            adviser.topics.set(topics)
            audit.log("adviser.granted", adviser, actor=actor, person_id=person.pk)
    except IntegrityError as error:
        raise AlreadyAdviser from error
    return adviser


def end(*, adviser: Adviser, actor: Account, at: datetime) -> None:
    """Ends the grant and withdraws the times nobody has booked; what is booked stays for the coordinator to decide.

    Raises `NotAllowed`.
    """
    require(policies.may_coordinate(actor))
    with transaction.atomic():
        Slot.objects.filter(pk__in=list(_free(adviser, at))).update(cancelled_at=at)
        if Adviser.objects.filter(pk=adviser.pk, until=None).update(until=at):
            audit.log("adviser.ended", adviser, actor=actor, person_id=adviser.person_id)


def _free(adviser: Adviser, at: datetime) -> Iterable[uuid.UUID]:
    """Keys of the adviser's free slots, each locked and then looked at again: one may have just been booked."""
    held = list(locked(Slot.objects.filter(adviser=adviser, cancelled_at=None, starts_at__gt=at)))
    return Slot.objects.free(at).filter(pk__in=[slot.pk for slot in held]).values_list("pk", flat=True)

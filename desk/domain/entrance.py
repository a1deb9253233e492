"""Staff let somebody whom they accompany back in."""

import uuid

from desk import policies
from people.domain import person as people
from people.domain.person import Sheet
from people.models import Account, Person
from people.policies import require


def hand_out_sheet(*, person: Person, key: uuid.UUID, actor: Account) -> Sheet:
    """A new sign-in sheet for a person, as `people.domain.person.make_sheet`, only by staff of theirs. Raises as that."""
    require(policies.may_hand_out_sheet(actor, person))
    return people.make_sheet(person=person, key=key, actor=actor)

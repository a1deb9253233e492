"""Who acts for an organisation: scoped grants that have not ended."""

from organisations.models import Organisation, OrganisationMember
from people.policies import Actor, person_of


def acts_for(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor's person holds a running grant in the organisation."""
    person = person_of(actor)
    return (
        person is not None
        and OrganisationMember.objects.filter(person=person, organisation=organisation, until=None).exists()
    )

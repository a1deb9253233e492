"""Organisations as pages show them."""

from organisations.models import Organisation
from people.models import Person


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations a person acts for today, by name."""
    return list(Organisation.objects.filter(members__person=person, members__until=None).order_by("name"))

"""Who accompanies whom. Apps above (groups, tandems) register whose people an account may see and help."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from people.models import Account, Person

Ask = Callable[[Account], "QuerySet[Person]"]

_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Adds a source: `ask(account)` gives the people whom this account accompanies now."""
    if ask not in _asked:
        _asked.append(ask)


def people_of(account: Account) -> "QuerySet[Person]":
    """Everyone an account accompanies: by any source, or entered by it."""
    wanted = Q(entered_by=account)
    for ask in _asked:
        wanted |= Q(pk__in=ask(account).values("pk"))
    return Person.objects.filter(wanted)


def accompanies(account: Account, person: Person) -> bool:
    """Whether a person is among those an account accompanies. One query."""
    return person.entered_by_id == account.pk or people_of(account).filter(pk=person.pk).exists()

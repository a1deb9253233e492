"""When an open rule can next be met. Apps above register what they know; asked once per page for all open rules."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from courses.progress import OpenRule
from people.models import Person


@dataclass(frozen=True, slots=True)
class Chance:
    """The next occasion: an instant, what it is, and where."""

    at: datetime
    title: str
    place: str = ""


Ask = Callable[[Iterable[OpenRule], Person, datetime], Mapping[OpenRule, Chance]]

_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Adds somebody who may know. `ask(rules, person, at)` answers for the rules it knows, in at most one query."""
    if ask not in _asked:
        _asked.append(ask)


def chances(rules: Iterable[OpenRule], person: Person, at: datetime) -> dict[OpenRule, Chance]:
    """The earliest chance for each open rule that has one."""
    wanted = tuple(rules)
    found: dict[OpenRule, Chance] = {}
    for ask in _asked if wanted else ():
        for rule, chance in ask(wanted, person, at).items():
            if rule not in found or chance.at < found[rule].at:
                found[rule] = chance
    return found

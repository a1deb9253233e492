"""Which of several saves of an answer counts. Pure.

Every save carries the sender's name and its own count (`client`, `n`); a plain form carries neither. All saves are kept.

1. The same pair `(client, n)` again is a repeat and changes nothing.
2. A smaller `n` of the same client is late mail and changes nothing.
3. Between clients and plain forms the order of arrival decides: the last one that is neither counts.

So a phone that sends again what it could not send before never overwrites what it sent later, and of two devices the one
that was heard last counts.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Save:
    """One save of one answer. `client`: empty for a plain form, then `n` is empty too; `arrival`: the server's count."""

    item: Hashable
    client: str
    n: int | None
    arrival: int
    data: tuple[str, ...] = ()


def counting(saves: Iterable[Save]) -> dict[Hashable, Save]:
    """The save that counts of each item: max arrival over plain forms and over each client's first arrival of its greatest n.

    Depends on the set of saves only, not on the order they are given in.
    """
    latest: dict[tuple[Hashable, str, int | None], Save] = {}
    for save in saves:
        if not save.client:
            latest[save.item, "", save.arrival] = save
            continue
        sender = (save.item, save.client, None)
        known = latest.get(sender)
        if known is None or _newness(save) > _newness(known):
            latest[sender] = save
    found: dict[Hashable, Save] = {}
    for save in latest.values():
        other = found.get(save.item)
        if other is None or save.arrival > other.arrival:
            found[save.item] = save
    return found


def _newness(save: Save) -> tuple[int, int]:
    return (save.n or 0, -save.arrival)


def is_repeat(known: Iterable[Save], client: str, n: int | None) -> bool:
    """Whether a save of this pair was kept already."""
    return bool(client) and any(save.client == client and save.n == n for save in known)

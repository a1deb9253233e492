"""The kinds of activity that are installed. Each is registered by its app in `ready()`."""

from dataclasses import dataclass

from django.conf import settings

from courses.activity_types import API_VERSION, ActivityType


class UnknownType(LookupError):
    """No installed kind has this key."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind that could not be taken in, and why: shown by `manage.py check` and on the list of activities."""

    key: str
    reason: str


_types: dict[str, ActivityType] = {}
_refused: list[Refused] = []


def register(kind: ActivityType) -> None:
    """Makes a kind known.

    One of another version of the contract, or whose key another class has, is refused: its activities show a placeholder,
    everything else goes on.
    """
    known = _types.get(kind.key)
    if kind.api_version != API_VERSION:
        refuse(kind.key, f"written for version {kind.api_version} of the contract, this is {API_VERSION}")
    elif known and type(known) is not type(kind):
        refuse(kind.key, f"two kinds have this key: {type(known).__qualname__} and {type(kind).__qualname__}")
    else:
        _types[kind.key] = kind


def refuse(key: str, reason: str) -> None:
    """Notes a kind, or an outsider's app, that could not be taken in."""
    refused = Refused(key, reason)
    if refused not in _refused:
        _refused.append(refused)


def refused() -> list[Refused]:
    """What could not be taken in, outsiders' apps first."""
    return [Refused(name, reason) for name, reason in settings.OUTSIDE_REFUSED.items()] + _refused


def get(key: str) -> ActivityType:
    """The kind of this key. Raises `UnknownType`."""
    try:
        return _types[key]
    except KeyError:
        raise UnknownType(key) from None


def installed() -> list[ActivityType]:
    """All kinds, by key."""
    return [_types[key] for key in sorted(_types)]

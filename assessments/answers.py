"""From the fields of a form, or of a script's message, to answers. Pure; the only door by which answers come in.

Fields: `item-<version>` (repeated for several choices), `seen` (each version whose fields were on the form, so that unticking
everything is an answer too), `client` and `n` (see `assessments.responses`).
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.enums import ItemKind
from assessments.errors import AnswerTooLong, AnswerUnknown, AnswerUnreadable, SaveUnreadable, UnknownItem
from assessments.scoring import Answer

TEXT_LIMIT = 300  # letters of a typed answer
CLIENT_LIMIT = 40
N_LIMIT = 2**53
PREFIX = "item-"


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as it was put. `choices`: the keys offered."""

    version: uuid.UUID
    kind: str
    choices: tuple[str, ...] = ()


def field_name(version: uuid.UUID) -> str:
    return f"{PREFIX}{version}"


def given(payload: Mapping[str, Any], asked: Iterable[Asked]) -> dict[uuid.UUID, Answer]:
    """The answers in a payload, by version, in canonical form; empty ones of items that were on the form.

    Raises `UnknownItem`, `AnswerUnknown`, `AnswerTooLong`, `AnswerUnreadable`.
    """
    items = {one.version: one for one in asked}
    named = [name.removeprefix(PREFIX) for name in payload if name.startswith(PREFIX)]
    versions = dict.fromkeys(_version(name) for name in [*_texts(payload.get("seen")), *named])
    if not versions.keys() <= items.keys():
        raise UnknownItem
    return {key: answer(items[key], _texts(payload.get(field_name(key)))) for key in versions}


def answer(item: Asked, values: list[str]) -> Answer:
    """One answer in canonical form: choices in the order offered, texts stripped; empty if nothing was given."""
    filled = list(dict.fromkeys(value for value in values if value.strip()))
    for value in filled:
        if "\0" in value or not _is_encodable(value):
            raise AnswerUnreadable
    if item.kind in (ItemKind.SHORT_TEXT, ItemKind.NUMBER):
        return _typed(filled)
    offered = ("true", "false") if item.kind == ItemKind.TRUE_FALSE else item.choices
    if not set(filled) <= set(offered) or (len(filled) > 1 and item.kind != ItemKind.MULTIPLE_CHOICE):
        raise AnswerUnknown
    return tuple(key for key in offered if key in filled)


def _typed(filled: list[str]) -> Answer:
    if len(filled) > 1:
        raise AnswerUnknown
    if filled and len(filled[0].strip()) > TEXT_LIMIT:
        raise AnswerTooLong(limit=TEXT_LIMIT)
    return tuple(value.strip() for value in filled)


def sender(payload: Mapping[str, Any]) -> tuple[str, int | None]:
    """Who sent a payload and by which count; both empty for a plain form. Raises `SaveUnreadable`."""
    client, number = (_texts(payload.get(name))[:1] or [""] for name in ("client", "n"))
    if not client[0] and not number[0]:
        return "", None
    readable = client[0].isascii() and client[0].isalnum() and len(client[0]) <= CLIENT_LIMIT
    if not readable or not (number[0].isascii() and number[0].isdigit()) or len(number[0]) > 16:
        raise SaveUnreadable
    if int(number[0]) >= N_LIMIT:
        raise SaveUnreadable
    return client[0], int(number[0])


def first(payload: Mapping[str, Any], name: str) -> str:
    """The first value of a field, empty if there is none."""
    return (_texts(payload.get(name)) or [""])[0]


def _texts(value: Any) -> list[str]:
    """The values of a field as texts: a form's, or a script's JSON. Raises `SaveUnreadable` for anything else."""
    if value is None:
        return []
    values = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(one, str | int) for one in values):
        raise SaveUnreadable
    return [_text(one) for one in values]


def _text(value: str | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= N_LIMIT:
        raise SaveUnreadable
    return str(value)


def _version(name: str) -> uuid.UUID:
    try:
        return uuid.UUID(name)
    except ValueError as error:
        raise UnknownItem from error


def _is_encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True

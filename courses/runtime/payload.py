"""What came with an act, before any kind sees it: nothing that a database refuses, nothing without end."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import File

from courses.errors import PayloadUnreadable, StateTooLarge

TEXT_LIMIT = 256 * 1024  # bytes in all
VALUE_LIMIT = 5_000
DEPTH_LIMIT = 12
INTEGER_LIMIT = 2**63


def checked(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same payload. Raises `StateTooLarge` for too much, `PayloadUnreadable` for what is no plain data."""
    size = 0
    for number, value in enumerate(_leaves(payload, 0)):
        size += _size_of(value)
        if size > TEXT_LIMIT or number > VALUE_LIMIT:
            raise StateTooLarge
    return payload


def has_files(payload: Mapping[str, Any]) -> bool:
    return any(isinstance(value, File) for value in payload.values())


def _leaves(value: object, depth: int) -> Iterator[object]:
    """Every key and value, however nested. Files stand at the top only."""
    if depth > DEPTH_LIMIT:
        raise PayloadUnreadable
    if isinstance(value, Mapping):
        yield None
        for key, inner in value.items():
            yield key
            if depth or not isinstance(inner, File):
                yield from _leaves(inner, depth + 1)
    elif isinstance(value, (list, tuple)):
        yield None
        for inner in value:
            yield from _leaves(inner, depth + 1)
    else:
        yield value


def _size_of(value: object) -> int:
    match value:
        case str():
            return _text(value)
        case bool() | None:
            return 0
        case int() if abs(value) < INTEGER_LIMIT:
            return 0
        case float() if math.isfinite(value):
            return 0
    raise PayloadUnreadable


def _text(value: str) -> int:
    """The length of a text without NUL and lone surrogates, which no database keeps."""
    if "\0" in value:
        raise PayloadUnreadable
    try:
        return len(value.encode())
    except UnicodeEncodeError as error:
        raise PayloadUnreadable from error

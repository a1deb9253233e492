"""One value that all processes see and that changes with everything visitors can see: the page cache's generation."""

import uuid
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.core.cache import cache

KEY = "cms:generation"
MOST = 2000  # values that one process remembers

T = TypeVar("T")
_memory: tuple[str, dict[Hashable, Any]] = ("", {})


def current() -> str:
    """The present generation, made now if there is none."""
    known: str | None = cache.get(KEY)
    if known is None:
        cache.add(KEY, uuid.uuid4().hex, None)
        known = cache.get(KEY, "")
    return str(known)


def bump() -> None:
    """What visitors see has changed: nothing cached before is served again."""
    cache.set(KEY, uuid.uuid4().hex, None)


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, remembered by this process until visitors may see anything else. Whoever gets it must not change it."""
    global _memory
    now = current()
    if _memory[0] != now or len(_memory[1]) >= MOST:
        _memory = (now, {})
    known = _memory[1]
    if key not in known:
        known[key] = make()
    made: T = known[key]
    return made


__all__ = ["bump", "current", "kept"]

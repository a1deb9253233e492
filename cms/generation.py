"""One value that all processes see and that changes with everything visitors can see: the page cache's generation."""

import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache

# A new release makes pages anew, too: the latest change of what they are made of is a part of the key.
SOURCES = (settings.BASE_DIR / "templates", settings.BASE_DIR / "locale", Path(__file__).parent)
RELEASE = int(max(path.stat().st_mtime for folder in SOURCES for path in folder.rglob("*") if path.is_file()))
KEY = f"cms:generation:{RELEASE}"
MOST = 2000  # values that one process remembers

T = TypeVar("T")
_memory: tuple[str, dict[Hashable, Any]] = ("", {})
_seen: ContextVar[str | None] = ContextVar("generation seen", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """What is answered inside is made of one generation, looked up once."""
    before = _seen.set(_looked_up())
    try:
        yield
    finally:
        _seen.reset(before)


def current() -> str:
    """The present generation, made now if there is none."""
    return _seen.get() or _looked_up()


def _looked_up() -> str:
    known: str | None = cache.get(KEY)
    if known is None:
        cache.add(KEY, uuid.uuid4().hex, None)
        known = cache.get(KEY, "")
    return str(known)


def bump() -> None:
    """What visitors see has changed: nothing cached before is served again."""
    new = uuid.uuid4().hex
    cache.set(KEY, new, None)
    if _seen.get():
        _seen.set(new)


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, remembered by this process until visitors may see anything else. Whoever gets it must not change it.

    That there is nothing is not remembered: addresses that somebody makes up fill no memory.
    """
    global _memory
    now = current()
    if _memory[0] != now or len(_memory[1]) >= MOST:
        _memory = (now, {})
    known = _memory[1]
    if key in known:
        remembered: T = known[key]
        return remembered
    made = make()
    if made is not None:
        known[key] = made
    return made

"""One value that all processes see and that changes with everything visitors can see: the page cache's generation."""

import uuid

from django.core.cache import cache

KEY = "cms:generation"


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


__all__ = ["bump", "current"]

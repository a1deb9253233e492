"""Limits on doors that guess: codes, numbers, passwords, open forms.

A window of time has `limit` places. Each try takes one by the cache's atomic `add`; when none is left the try is not evaluated.
The cache is shared by all processes (database or Redis), never process memory.
"""

import hashlib
import math

from django.core.cache import caches
from django.http import HttpRequest

from core import clock
from core.errors import TooManyTries


def take(door: str, who: str, *, limit: int, minutes: int) -> None:
    """Takes one of `limit` places of `who` at `door` in the present window of `minutes`. Raises `TooManyTries`."""
    window = minutes * 60
    seconds = clock.now().timestamp()
    number = int(seconds // window)
    key = hashlib.sha256(f"{door}|{who}|{number}".encode()).hexdigest()
    cache = caches["limits"]
    if not any(cache.add(f"{key}:{place}", 1, window) for place in range(limit)):
        raise TooManyTries(minutes=math.ceil(((number + 1) * window - seconds) / 60))


def is_full(door: str, who: str, *, limit: int, minutes: int) -> bool:
    """Takes a place as `take` does; says whether there was none, for doors that let in all the same."""
    try:
        take(door, who, limit=limit, minutes=minutes)
    except TooManyTries:
        return True
    return False


def address(request: HttpRequest) -> str:
    """Where a request comes from, for a limit: IPv4 whole, IPv6 by its /64 (one household)."""
    remote = request.META.get("REMOTE_ADDR", "")
    return ":".join(remote.split(":")[:4]) if ":" in remote else remote

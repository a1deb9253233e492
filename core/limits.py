"""Limits on doors that guess: codes, numbers, passwords, open forms.

A window of time has `limit` places. Each try takes one by the cache's atomic `add`; when none is left the try is not evaluated.
The cache is shared by all processes (database or Redis), never process memory.
"""

import hashlib
import math
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from core import clock
from core.errors import TooManyTries

Address = IPv4Address | IPv6Address


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
    sender = _sender(request)
    if isinstance(sender, IPv6Address):
        return str(ip_network((sender, 64), strict=False).network_address)
    return str(sender or "")


def _sender(request: HttpRequest) -> Address | None:
    """The last address on the way here that is no proxy of ours (`TRUSTED_PROXIES`).

    Each proxy appends whom it heard, so the list is read from its end: what stands before a stranger may be the stranger's words.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    sender = _address(remote)
    if sender is None and (remote or not settings.TRUSTED_PROXIES):
        return None  # no address at all is a socket file, which only a proxy beside us can open
    for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if sender and not any(sender in proxies for proxies in settings.TRUSTED_PROXIES):
            break
        heard = _address(hop)
        if heard is None:
            break
        sender = heard
    return sender


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found

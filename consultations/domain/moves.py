"""The one table of allowed moves of a request, and the only place that writes its status."""

from collections.abc import Mapping
from typing import Any

from consultations.enums import RequestStatus
from consultations.errors import MoveNotAllowed, RequestUnknown
from consultations.models import Request
from core.db import locked

S = RequestStatus
MOVES: Mapping[str, frozenset[str]] = {
    S.REQUESTED: frozenset({S.ASSIGNED, S.CONFIRMED, S.CANCELLED}),
    S.ASSIGNED: frozenset({S.ASSIGNED, S.CONFIRMED, S.CANCELLED}),
    S.CONFIRMED: frozenset({S.CONFIRMED, S.HELD, S.CANCELLED}),
    S.HELD: frozenset(),
    S.CANCELLED: frozenset(),
}


def hold(**key: Any) -> Request:
    """The request of that key, locked for the caller's transaction. Raises `RequestUnknown`."""
    request = locked(Request.objects.filter(**key)).first()
    if request is None:
        raise RequestUnknown
    return request


def move(request: Request, to: RequestStatus) -> None:
    """Writes the status, and counts the change: calendars and mails go by `sequence`. Raises `MoveNotAllowed`."""
    if to not in MOVES[request.status]:
        raise MoveNotAllowed(status=request.get_status_display())
    request.status = to
    request.sequence += 1
    request.save(update_fields=["status", "sequence", "adviser", "reason"])

"""Queries and commits of what the bench measures, counted in this process."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

Acts = Mapping[str, Any]
ASKED_BY_ALL = ("django_session", "people_account")  # session and user, which every request of somebody signed in asks
FRAME = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")


def counts(world: Mapping[str, Any]) -> dict[str, int]:
    client = _reader(world["sessions"][-1])
    acts: Acts = world["acts"]
    found = {
        f"{page} {size}": _queries(partial(client.get, world[size][page]), 200)
        for page in ("course", "lesson")
        for size in ("small", "large")
    }
    film, quiz = acts["film"]["do"], acts["quiz"]["do"]
    _played(client, film, 10)
    statements = _statements(lambda: _played(client, film, 30))
    client.post(f"{quiz}start/")
    return found | statements | {"attempt page": _queries(lambda: client.get(acts["quiz"]["page"]), 200)}


def _reader(session: str) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def _played(client: Client, film: str, until: int) -> Any:
    data = {"position": until, "played": [[0, until]]}
    return client.post(
        f"{film}position/", data, content_type="application/json", headers={"accept": "application/json"}
    )


def _queries(ask: Callable[[], Any], expected: int) -> int:
    """Warm: the outline is in memory, as it is in a running server."""
    ask()
    with CaptureQueriesContext(connection) as done:
        assert ask().status_code == expected
    return len(done)


def _statements(act: Callable[[], Any]) -> dict[str, int]:
    with CaptureQueriesContext(connection) as done:
        assert act().status_code < 400
    said = [query["sql"] for query in done.captured_queries]
    own = [sql for sql in said if not sql.startswith(FRAME) and not any(table in sql for table in ASKED_BY_ALL)]
    commits = sum(sql.startswith("COMMIT") for sql in said)
    outside = sum(sql.startswith(("INSERT", "UPDATE", "DELETE")) for sql in said) if not commits else 0
    return {"event statements": len(own), "event commits": commits or outside}

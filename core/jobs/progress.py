"""How far a job is, told by the task itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int | None], None]
_listener: ContextVar[Listener | None] = ContextVar("progress_listener", default=None)


def report(done: int, total: int | None = None) -> None:
    """Tells that `done` of `total` pieces of the job in hand are done. Outside a job nobody listens.

    Seen on the jobs page within seconds, even while the job's own transaction is open: the worker's heart writes it.
    """
    if listener := _listener.get():
        listener(done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hears what is reported in the body."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)

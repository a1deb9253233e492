"""Many clients at once on the test's own database; before PostgreSQL a proxy that slows every answer and so widens each window.

A race test on an idle loopback is blind: without the proxy a broken booking passes.
"""

import queue
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from core.errors import DomainError

DOORS = 45  # connections at once, of at most 50


def at_once(clients: int, act: Callable[[int], object]) -> Counter[str]:
    """What `clients` got who all come at once, let in by as many doors as the database has connections for us.

    A refusal counts by its name, whatever else goes wrong by its words.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(clients):
        waiting.put(number)
    got: list[str] = []
    doors = min(clients, DOORS)
    start = threading.Barrier(doors)

    def serve() -> None:
        try:
            connection.ensure_connection()
            start.wait(120)
            while True:
                got.append(_outcome(act, waiting.get_nowait()))
        except queue.Empty:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=serve) for _ in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(600)
    return Counter(got)


def _outcome(act: Callable[[int], object], number: int) -> str:
    try:
        act(number)
    except DomainError as refusal:
        return refusal.code
    except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
        return repr(error)
    return "done"


@contextmanager
def slowed(tool: Path) -> Iterator[None]:
    """New connections to PostgreSQL go through `faultproxy.py --chunk 15`; on SQLite nothing is between."""
    if connection.vendor != "postgresql":
        yield
        return
    known = connections.settings["default"]
    direct = known["PORT"]
    port = _free_port()
    command = [sys.executable, str(tool), str(port), str(direct or 5432), "--chunk", "15"]
    proxy = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        known["PORT"] = port
        yield
    finally:
        known["PORT"] = direct
        connection.close()  # it may have gone through the proxy
        proxy.terminate()
        proxy.wait(10)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the proxy does not answer")

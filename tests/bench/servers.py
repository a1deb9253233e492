"""A site under gunicorn's sync workers, product and floor alike, and requests to it."""

import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.bench import cost
from tests.e2e.site import free_port

PATIENCE = 60
CLIENTS = 4


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `form` or `data` (as JSON) is posted, with the form token that goes along as cookie and header."""

    path: str
    session: str = ""
    form: Mapping[str, Any] | None = None
    data: Mapping[str, Any] | None = None
    expected: int = 200

    @property
    def method(self) -> str:
        return "GET" if self.form is None and self.data is None else "POST"

    @property
    def body(self) -> str | None:
        if self.data is not None:
            return json.dumps(self.data)
        return None if self.form is None else urlencode(self.form, doseq=True)

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity"}
        cookies = {"sessionid": self.session} if self.session else {}
        if self.method == "POST":
            cookies["csrftoken"] = headers["X-CSRFToken"] = "b" * 32
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.data is not None:
            headers["Content-Type"] = headers["Accept"] = "application/json"
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return headers


class WrongAnswer(AssertionError):
    """A server did not answer as expected: what it costs says nothing."""


@dataclass
class Server:
    """A running site. `folder`: where its `manage.py` is."""

    folder: Path
    wsgi: str
    environment: Mapping[str, str]
    workers: int = 2
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def __enter__(self) -> "Server":
        log = Path(self.environment["BENCH_LOG"]).open("ab")
        command = [sys.executable, "-m", "gunicorn", self.wsgi, "--workers", str(self.workers), "--preload"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "warning", "--timeout", "120"]
        self.process = subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)

    def _wait(self) -> None:
        for _ in range(PATIENCE * 10):
            with suppress(OSError):
                self.ask(Request("/no-such-thing", expected=0))
                return
            time.sleep(0.1)
        raise WrongAnswer(Path(self.environment["BENCH_LOG"]).read_text(encoding="utf-8")[-3000:])

    def ask(self, request: Request) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if request.expected and answer.status != request.expected:
            raise WrongAnswer(f"{request.method} {request.path}: {answer.status} {answer.headers.get('Location', '')}")
        return text

    def cpu(self) -> float:
        assert self.process
        return cost.cpu(self.process.pid)

    def memory(self) -> float:
        assert self.process
        return cost.memory(self.process.pid)

    def each(self, requests: Sequence[Request]) -> float:
        """Milliseconds of the server's CPU for one of these requests, sent by some clients at once."""
        before = self.cpu()
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(self.ask, requests))
        return (self.cpu() - before) * 1000 / len(requests)

    def times(self, requests: Sequence[Request], clients: int) -> list[float]:
        """Seconds that each request took, sent by `clients` at once."""

        def timed(request: Request) -> float:
            begun = time.perf_counter()
            self.ask(request)
            return time.perf_counter() - begun

        with ThreadPoolExecutor(clients) as pool:
            return list(pool.map(timed, requests))


Batch = Callable[[int], float]  # the number of the round → CPU milliseconds of one request


def side_by_side(product: Batch, floor: Batch, rounds: int = 3) -> tuple[float, float]:
    """Medians of both, measured in turns in one run after a round that does not count."""
    product(-1), floor(-1)
    pairs = [(product(number), floor(number)) for number in range(rounds)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)

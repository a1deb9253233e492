"""Web server and worker side by side, on one machine, until somebody ends them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 60  # seconds until the web server must answer
GRACE = 15  # seconds between asking a process to end and ending it


class CannotServe(RuntimeError):
    """A port is taken, or a process ended on its own."""


def serve(port: int, *, announce: Callable[[], None]) -> None:
    """Runs gunicorn and a jobs worker; calls `announce` once the site answers. Returns when told to end by a signal.

    Raises `CannotServe` if the port is taken or a process ends by itself; then the other one is ended, too.
    """
    addresses = _addresses(port)
    told = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.append(True))
    processes = [_start(*_gunicorn(addresses)), _start(sys.executable, "manage.py", "jobs_worker")]
    try:
        _wait_until_it_answers(port, processes, told)
        if not told:
            announce()
        while not told:
            _check(processes)
            time.sleep(0.5)
    finally:
        _end(processes)


def _addresses(port: int) -> list[str]:
    """Loopback in IPv4, and in IPv6 where the machine has it: `localhost` may mean either."""
    found = []
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family, socket.SOCK_STREAM) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((host, port))
            except OSError as error:
                if family == socket.AF_INET:
                    raise CannotServe(f"Port {port} is taken. Choose another one: PORT=8001 make demo") from error
                continue
            found.append(f"[{host}]:{port}" if family == socket.AF_INET6 else f"{host}:{port}")
    return found


def _gunicorn(addresses: list[str]) -> list[str]:
    binds = [word for address in addresses for word in ("--bind", address)]
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "lms.wsgi",
        "--preload",
        "--workers",
        "2",
        "--log-level",
        "warning",
        *binds,
    ]


def _start(*command: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, start_new_session=True, env=os.environ)  # noqa: S603 - our own commands


def _check(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        if process.poll() is not None:
            raise CannotServe(f"{process.args!r} ended by itself with {process.returncode}.")


def _wait_until_it_answers(port: int, processes: "list[subprocess.Popen[bytes]]", told: list[bool]) -> None:
    for _ in range(PATIENCE * 4):
        _check(processes)
        if told or _is_healthy(port):
            return
        time.sleep(0.25)
    raise CannotServe(f"Nothing answers on port {port} after {PATIENCE} seconds.")


def _is_healthy(port: int) -> bool:
    """Whether web server, database and worker are well: asked as the proxy asks, for the site's own name and by https."""
    headers = {"Host": urlsplit(settings.SITE_URL).netloc, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(json.load(answer)["ok"])
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False


def _end(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

"""The demo as a visitor meets it: started by `make demo` on a free port, ended by Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 900
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True)
class Demo:
    """Where the demo answers, and what `var/demo.json` says."""

    url: str
    port: int
    about: dict[str, Any]
    var: Path

    def account(self, role: str) -> dict[str, str]:
        return self.about["accounts"][role]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def already_running(var: Path) -> Demo:
    """The demo that somebody has started with its data in `var`."""
    about = json.loads((var / "demo.json").read_text(encoding="utf-8"))
    return Demo(about["base_url"], int(about["base_url"].rpartition(":")[2]), about, var)


@contextmanager
def running_demo(var: Path) -> Iterator[Demo]:
    """Runs `make demo` with its data in `var` until the block ends."""
    port = free_port()
    environment = os.environ | {"TEILHABE_VAR": str(var), "PORT": str(port), "TEILHABE_BANK": str(var / "none")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)
    log = (var / "demo.log").open("wb")
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        about = _wait(process, var, port)
        yield Demo(about["base_url"], port, about, var)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)
        log.close()


def _wait(process: "subprocess.Popen[bytes]", var: Path, port: int) -> dict[str, Any]:
    for _ in range(PATIENCE * 2):
        if process.poll() is not None:
            break
        if (var / "demo.json").exists() and answers(port):
            return json.loads((var / "demo.json").read_text(encoding="utf-8"))
        time.sleep(0.5)
    raise AssertionError((var / "demo.log").read_text(encoding="utf-8", errors="replace")[-4000:])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def processes_of(var: Path) -> list[str]:
    """Command lines of all processes whose data are in `var`: what a demo started carries its folder in the environment."""
    mine = f"TEILHABE_VAR={var}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mine in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return found

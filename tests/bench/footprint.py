"""Memory of one worker and CPU of a cold start, against a Wagtail project with the same libraries installed."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.floors import Floor
from tests.bench.product import ROOT, Product
from tests.bench.rows import Row, ratio
from tests.bench.servers import Request, Server

STARTS = 3


def footprint(product: Product, floor: Floor) -> Iterator[Row]:
    libraries = floor.environment(FLOOR_LIBRARIES="1")
    floor.manage("migrate", "--verbosity", "0", FLOOR_LIBRARIES="1")
    ours = _memory(Server(ROOT, "lms.wsgi", product.environment, 1), "/de/")
    theirs = _memory(Server(floor.folder, "floor.wsgi", libraries, 1), "/")
    yield ratio("memory of server and worker after a page", ours, theirs, 1.15, "MB (PSS)")
    starts = [
        (_cold(ROOT, "lms.wsgi", product.environment), _cold(floor.folder, "floor.wsgi", libraries))
        for _ in range(STARTS)
    ]
    mine, other = (statistics.median(values) for values in zip(*starts, strict=True))
    yield ratio("cold start", mine, other, 1.25, "s CPU")


def _memory(server: Server, path: str) -> float:
    with server as running:
        for _ in range(20):
            running.ask(Request(path))
        return running.memory()


def _cold(folder: Path, wsgi: str, environment: Mapping[str, str]) -> float:
    """CPU seconds of a process that loads the site and ends."""
    process = subprocess.Popen([sys.executable, "-c", f"import {wsgi}"], cwd=folder, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise RuntimeError(f"{wsgi} did not start")
    return usage.ru_utime + usage.ru_stime

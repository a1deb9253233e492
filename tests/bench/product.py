"""The product as an office runs it, with a database of its own in a temporary folder."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.servers import Server

ROOT = Path(__file__).resolve().parents[2]


class Product:
    def __init__(self, folder: Path) -> None:
        self.var = folder / "product"
        self.var.mkdir()
        for command in (["collectstatic", "--noinput", "--verbosity", "0"], ["migrate", "--verbosity", "0"]):
            self._run("manage.py", *command)
        self._run("manage.py", "createcachetable")

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL", "BROKER_URL")
        }
        return kept | {
            "DJANGO_SETTINGS_MODULE": "lms.settings.demo",
            "TEILHABE_VAR": str(self.var),
            "SITE_URL": "http://127.0.0.1",
            "BENCH_LOG": str(self.var / "server.log"),
        }

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-4000:])
        return done.stdout

    def ask(self, *words: str) -> Any:
        """What `tests.bench.world` answers."""
        return json.loads(self._run("-m", "tests.bench.world", *words).split("ANSWER ")[1])

    def server(self, workers: int = 2) -> Server:
        return Server(ROOT, "lms.wsgi", self.environment, workers)

    @property
    def log(self) -> str:
        path = Path(self.environment["BENCH_LOG"])
        return path.read_text(encoding="utf-8") if path.exists() else ""

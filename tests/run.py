"""Runs the whole suite: on SQLite, and, where PostgreSQL answers, on PostgreSQL too.

`REQUIRE=services,fixtures,browser` turns an absence into a failure; without it, it is a skip named in the last lines.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def answers(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(1)
        return door.connect_ex(("127.0.0.1", port)) == 0


def suite(name: str, *arguments: str, **environment: str) -> int:
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()
    workers = os.environ.get("TEST_WORKERS", "2")
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *arguments, *sys.argv[1:]]
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.call(command, cwd=ROOT, env=inherited | environment)


def main() -> int:
    required = set(filter(None, os.environ.get("REQUIRE", "").split(",")))
    failed = suite("SQLite")
    if answers(5432):
        failed |= suite("PostgreSQL", "-m", "not browser", DATABASE_URL=POSTGRES)
    elif "services" in required:
        sys.stdout.write("PostgreSQL does not answer and is required.\n")
        failed = 1
    else:
        sys.stdout.write("skipped: the suite on PostgreSQL (it does not answer)\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())

"""Runs the whole suite: on SQLite, and, where PostgreSQL answers, on PostgreSQL too.

`REQUIRE=services,fixtures,browser` turns an absence into a failure; without it, it is a skip named in the last lines.
A browser there must be: where Chromium is missing it is installed, or the run fails; `SKIP_BROWSER=1` is the only way round.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.services import CHROMIUM, NO_BROWSER, POSTGRES, REQUIRED, answers  # noqa: E402

BANNER = """
********************************************************************
*  SKIP_BROWSER is set: no test that drives a browser runs.        *
*  What learners see is not proven.                                *
********************************************************************
"""
NO_CHROMIUM = f"""
There is no Chromium at {CHROMIUM}, and the suite proves what learners see in a browser.
Install it (as root on Debian: `make services`), or set SKIP_BROWSER=1 to go without these proofs.
"""


def suite(name: str, *arguments: str, **environment: str) -> int:
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()
    workers = os.environ.get("TEST_WORKERS", "2")
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *arguments, *sys.argv[1:]]
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.call(command, cwd=ROOT, env=inherited | environment)


def has_browser() -> bool:
    """Installs Chromium where that may be done."""
    return CHROMIUM.exists() or (subprocess.call([ROOT / ".ci" / "services", "chromium"]) == 0 and CHROMIUM.exists())


def main() -> int:
    if not NO_BROWSER and not has_browser():
        sys.exit(NO_CHROMIUM)
    failed = suite("SQLite")
    if answers(POSTGRES):
        failed |= suite("PostgreSQL", "-m", "not browser", DATABASE_URL=POSTGRES)
    elif "services" in REQUIRED:
        sys.stdout.write("PostgreSQL does not answer and is required.\n")
        failed = 1
    else:
        sys.stdout.write("skipped: the suite on PostgreSQL (it does not answer)\n")
    if NO_BROWSER:
        sys.stdout.write(BANNER)
    return failed


if __name__ == "__main__":
    sys.exit(main())

"""What every test may use: presence of real parts, fixtures, small and full proofs."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation

from tests.services import CHROMIUM, NO_BROWSER, POSTGRES, REDIS, REQUIRED, answers

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = Path(os.environ.get("TEILHABE_FIXTURES", ROOT.parent / "shared" / "fixtures"))
FULL_PROOF = os.environ.get("PROOF") == "full"


def _absent(kind: str) -> str:
    """What of a kind is not there, in words."""
    if kind == "services":
        known = {"PostgreSQL": POSTGRES, "Redis": REDIS}
        return ", ".join(name for name, url in known.items() if not answers(url))
    if kind == "browser":
        return "the browser, by SKIP_BROWSER" if NO_BROWSER else "" if CHROMIUM.exists() else str(CHROMIUM)
    return "" if FIXTURES.exists() else str(FIXTURES)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for kind in ("services", "browser", "fixtures"):
        marked = [item for item in items if item.get_closest_marker(kind)]
        absent = _absent(kind) if marked else ""
        if not absent:
            continue
        if kind in REQUIRED:
            pytest.exit(f"{kind} are required (REQUIRE={kind}) and not there: {absent}", returncode=3)
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=f"not there: {absent}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was skipped, in the last lines, by the absent part."""
    skipped = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    for reason, number in sorted(skipped.items()):
        terminalreporter.write_line(f"{number} skipped: {reason.removeprefix('Skipped: ')}", yellow=True)


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The real inputs that nobody in the project wrote."""
    return FIXTURES


@pytest.fixture
def english() -> Iterator[None]:
    """Messages in the words of the code, while the site's first language is German."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def proof() -> "Proof":
    return Proof(full=FULL_PROOF)


class Proof:
    """Sizes of a proof: `proof.size(small=3, full=50)`."""

    def __init__(self, *, full: bool) -> None:
        self.full = full

    def size(self, *, small: int, full: int) -> int:
        return full if self.full else small


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """No test reads what another one left in this process's cache, or speaks the language of its last request."""
    caches["default"].clear()
    translation.deactivate()


@pytest.fixture
def free_doors(db: None) -> None:
    """No place is taken at any limited door, and allauth has counted nothing."""
    caches["limits"].clear()
    caches["default"].clear()

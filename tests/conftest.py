"""What every test may use: presence of real parts, fixtures, small and full proofs."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = Path(os.environ.get("TEILHABE_FIXTURES", ROOT.parent / "shared" / "fixtures"))
CHROMIUM = Path("/usr/bin/chromium")
REQUIRED = set(filter(None, os.environ.get("REQUIRE", "").split(",")))
FULL_PROOF = os.environ.get("PROOF") == "full"


def _answers(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(1)
        return door.connect_ex(("127.0.0.1", port)) == 0


def _present(kind: str) -> bool:
    if kind == "services":
        return _answers(5432) and _answers(6379)
    if kind == "browser":
        return CHROMIUM.exists() and not os.environ.get("SKIP_BROWSER")
    return FIXTURES.exists()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for kind in ("services", "browser", "fixtures"):
        marked = [item for item in items if item.get_closest_marker(kind)]
        if not marked or _present(kind):
            continue
        if kind in REQUIRED:
            pytest.exit(f"{kind} are required (REQUIRE={kind}) and not there", returncode=3)
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=f"{kind} are not there"))


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
    """No test reads what another one left in this process's cache."""
    caches["default"].clear()


@pytest.fixture
def free_doors(db: None) -> None:
    """No place is taken at any limited door, and allauth has counted nothing."""
    caches["limits"].clear()
    caches["default"].clear()

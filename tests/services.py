"""Where the real parts are that the suite uses, and whether they are there."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379")
RABBIT = "amqp://guest:guest@127.0.0.1:5672//"
CHROMIUM = Path("/usr/bin/chromium")
PORTS = {"postgres": 5432, "postgresql": 5432, "redis": 6379, "amqp": 5672}
REQUIRED = frozenset(filter(None, os.environ.get("REQUIRE", "").split(",")))
NO_BROWSER = bool(os.environ.get("SKIP_BROWSER"))


def answers(url: str) -> bool:
    """Whether somebody listens at an address of a service."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or PORTS[parts.scheme]), timeout=1):
            return True
    except OSError:
        return False


def redis_database(number: int) -> str:
    """A database of the suite's own on the Redis that others use too."""
    return urlsplit(REDIS)._replace(path=f"/{number}").geturl()

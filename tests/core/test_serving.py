"""`make run` with an office's settings, as a process of its own: it must find out that it answers."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.site import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def office(tmp_path):
    """The environment of an installation whose database holds what a worker and the health check need."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "DJANGO_SETTINGS_MODULE": "lms.settings.production",
        "SECRET_KEY": "a-long-key-that-only-this-test-knows-and-that-protects-nothing",
        "SITE_URL": "https://www.teilhabe.example",
        "CONTENT_URL": "https://content.teilhabe.example",
        "TEILHABE_VAR": str(tmp_path),
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "core", "-v0"], cwd=ROOT, env=environment, check=True)
    return environment


def test_serve_answers_with_production_settings(office):
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port())]
    process = subprocess.Popen(command, cwd=ROOT, env=office, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline().startswith("Teilhabe answers at https://www.teilhabe.example")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0

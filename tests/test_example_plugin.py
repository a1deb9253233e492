"""An outsider's package: built, installed and used as one that the platform knows nothing of."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi

from lms import outside

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "tests" / "example_plugin"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds the built and installed plugin."""
    wheels, site = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PLUGIN)
        wheel = buildapi.build_wheel(str(wheels))
    with zipfile.ZipFile(wheels / wheel) as built:
        built.extractall(site)
    return site


def run(site: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "PYTHONPATH": str(site),
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "TEST_DB_NAME": "teilhabe_test_plugin",
    }
    environment = {name: value for name, value in environment.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500, check=False)


def test_package_is_taken_in_and_conforms(site: Path):
    done = run(site, "-m", "pytest", "-p", "no:xdist", "--create-db", str(PLUGIN / "tests"))
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def test_kind_is_offered_while_the_package_is_there_only(site: Path):
    asked = "import django; django.setup(); from courses.installed_kinds import installed; print([k.key for k in installed()])"
    with_it, without = run(site, "-c", asked), run(site.parent, "-c", asked)
    assert "'confidence'" in with_it.stdout, with_it.stderr
    assert "'reading'" in without.stdout, without.stderr
    assert "'confidence'" not in without.stdout


def test_package_that_cannot_be_loaded_is_named_and_everything_else_goes_on(tmp_path: Path):
    info = tmp_path / "broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{outside.GROUP}]\nbroken = no_such_package:Config\n", encoding="utf-8")
    checked = run(tmp_path, "manage.py", "check")
    assert checked.returncode == 0, checked.stderr
    assert "“broken” is not taken in: ModuleNotFoundError" in checked.stderr

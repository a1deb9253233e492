"""`docs/hooks.md` names everything an outsider may hook into, and nothing that is gone."""

import re
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.dispatch import Signal
from django.utils.module_loading import import_string

from courses.activity_types import ActivityType

ROOT = Path(__file__).resolve().parents[1]
OWN = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()} | {"activities"}
HOOKS = (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", HOOKS))


def section(title: str) -> set[str]:
    """The names in the first column of a section's tables."""
    text = HOOKS.split(f"## {title}\n")[1].split("\n## ")[0]
    firsts = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {name for first in firsts for name in re.findall(r"`([^`]+)`", first)}


def own_apps():
    return [config for config in apps.get_app_configs() if config.name.split(".")[0] in OWN]


def signals() -> set[str]:
    found = set()
    for config in own_apps():
        if (Path(config.path) / "signals.py").exists():
            module = import_module(f"{config.name}.signals")
            found |= {f"{module.__name__}.{name}" for name, value in vars(module).items() if isinstance(value, Signal)}
    return found


def settings_read() -> set[str]:
    files = [*(ROOT / "lms").rglob("*.py"), ROOT / "manage.py", ROOT / "tests" / "services.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r"(?:env\.\w+\(|environ\.\w+\(|environ\[)\s*\"([A-Z_]+)\"", text))


def commands() -> set[str]:
    folders = [Path(config.path) / "management" / "commands" for config in own_apps()]
    return {path.stem for folder in folders for path in folder.glob("*.py") if path.stem != "__init__"}


def test_every_verb_of_the_contract_is_named_and_no_other():
    members = {name for name in vars(ActivityType) | ActivityType.__annotations__ if not name.startswith("_")}
    assert section("A kind of activity") == members


def test_every_signal_is_named_and_no_other():
    assert section("Signals") == signals()


def test_every_setting_is_named_and_no_other():
    assert section("Settings") == settings_read()


def test_every_command_is_named_and_no_other():
    assert section("Commands") == commands()


def test_every_registry_is_there():
    for path in section("Registries"):
        assert callable(import_string(path)), path


def test_every_dotted_name_is_there():
    for name in NAMED:
        if re.fullmatch(r"(core|courses|people|certificates)(\.\w+)+", name) and not name.endswith("W001"):
            import_string(name)

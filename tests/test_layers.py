"""The layers hold in the database too: a key points to its own app or below, never up and never aside.

`lint-imports` sees imports only; a foreign key may name its model by a string.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Field

ROOT = Path(__file__).resolve().parents[1]
ACCOUNT = "AUTH_USER_MODEL"  # whoever signs in is named by Django's setting, from below `people` too


def ranks() -> dict[str, int]:
    """The layers of import-linter, the lowest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in settings["contracts"] if one["name"] == "High may import low, never back")
    return {app: rank for rank, layer in enumerate(reversed(layers)) for app in layer.split(" | ")}


def keys() -> Iterator[tuple[str, str, "Field[object, object]"]]:
    """Every foreign key of ours to one of ours: from which app, to which."""
    known = ranks()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not (isinstance(field, Field) and field.is_relation and field.related_model):
                continue
            if getattr(field, "swappable_setting", None) != ACCOUNT:
                names = [apps.get_app_config(one._meta.app_label).name for one in (model, field.related_model)]
                if all(name.split(".")[0] in known for name in names):
                    yield names[0], names[1], field


def test_keys_point_down():
    known, found = ranks(), list(keys())
    wrong = [
        (source, target, str(field))
        for source, target, field in found
        if source != target and known[target.split(".")[0]] >= known[source.split(".")[0]]
    ]
    assert wrong == []
    assert len(found) > 60

"""The wordings an installation begins with: marked as placeholders, to be replaced by the office's own versions."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from certificates.enums import Kind

WORDINGS = Path(__file__).resolve().parent / "defaults.toml"


def install(template: Any, template_text: Any, *, kinds: Iterable[str] = Kind.values) -> None:
    """Makes version 1 of each kind. Takes the two model classes, so that a migration can hand in those of its time."""
    wordings = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    for kind in kinds:
        made = template.objects.create(kind=kind, version=1, issuer=wordings["issuer"])
        for locale, words in wordings[kind].items():
            template_text.objects.create(template=made, locale=locale, **(wordings["every"][locale] | words))

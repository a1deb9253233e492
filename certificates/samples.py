"""The paper that a preview shows: the wording as it is, and an invented person with a long name in two scripts."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

from certificates.defaults import WORDINGS
from certificates.models import Template
from certificates.papers import Facts, Paper, compose, wording_of
from core.languages import SOURCE_LANGUAGE

NUMBER, CODE = "00000", "00000-00000-00000"  # no real one has a nought: whoever looks it up finds nothing


def paper(template: Template, language: str, *, on: date) -> Paper:
    """A paper of this version, saved or not, in a language, dated on that day. Raises `TemplateText.DoesNotExist`."""
    return compose(template, wording_of(template, language), _facts(language, on))


def _facts(language: str, on: date) -> Facts:
    sample: dict[str, Any] = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))["sample"]
    found = language if language in sample else SOURCE_LANGUAGE
    words = sample[found]
    return Facts(
        names=tuple(sample["names"]),
        course=(words["course"], found),
        contents=tuple((title, found) for title in words["contents"]),
        completed=on,
        dated=on,
        number=f"T-{on.year}-{NUMBER}",
        code=CODE,
        units=Decimal("33.5"),
        units_total=Decimal(36),
    )

"""What is personal says its purpose, its term and how it is erased, or the suite fails.

Every app declares each of its models in its `privacy.py`, loaded when the app is ready.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Erasure(StrEnum):
    """What becomes of a value when its person asks to be forgotten."""

    DELETE_ROW = "the row goes"
    BLANK = "the value goes, the row stays on the nameless tombstone"
    KEEP = "stays: no name and no text"


@dataclass(frozen=True, slots=True)
class Personal:
    """One personal field. `term`: until when it is kept; `export`: whether the person's own download shows it."""

    purpose: str
    term: str
    erasure: Erasure
    ground: str = "Art. 6 (1) b GDPR"
    export: bool = True


@dataclass(frozen=True, slots=True)
class Declaration:
    model: type[models.Model]
    fields: Mapping[str, Personal]
    why_not: str = ""
    content: frozenset[str] = frozenset()


_declared: dict[type[models.Model], Declaration] = {}


def personal(model: type[models.Model], *content: str, **fields: Personal) -> None:
    """Declares the personal fields of a model; all its other fields are ids, codes, numbers or times.

    `content`: names of fields that hold words, but none about a person.
    """
    _declared[model] = Declaration(model, fields, content=frozenset(content))


def impersonal(*declared: type[models.Model], why: str) -> None:
    """Declares models that hold nothing about a person, and why."""
    for model in declared:
        _declared[model] = Declaration(model, {}, why)


def declarations() -> dict[type[models.Model], Declaration]:
    return dict(_declared)

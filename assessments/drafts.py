"""An item as somebody wrote it, before it becomes a version: what is missing, and whether anything changed. Pure."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.enums import CHOICE_KINDS, ItemKind
from core.languages import KNOWN, SOURCE_LANGUAGE

LIMITS = {"prompt": 2000, "explanation": 4000, "choice": 500, "accepted": 200, "picture_alt": 250}
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class TextDraft:
    """The words in one language. `choices`: text by choice key; `accepted`: right spellings of a short text."""

    locale: str
    prompt: str
    explanation: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    picture_alt: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """`choices`: keys in order; `correct`: the right ones; `truth` for a statement; `value` ± `tolerance` for a number."""

    kind: str
    texts: tuple[TextDraft, ...]
    points: Decimal = Decimal(1)
    choices: tuple[str, ...] = ()
    correct: frozenset[str] = frozenset()
    truth: bool | None = None
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    picture: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What must be mended, where (`field` as in the draft) and in which language, if any."""

    field: str
    message: Any
    locale: str = ""


def fingerprint(draft: ItemDraft) -> str:
    """SHA-256 of everything a version holds: two drafts with the same fingerprint are the same version."""
    data = asdict(draft) | {"correct": sorted(draft.correct), "points": f"{draft.points:f}".rstrip("0").rstrip(".")}
    data["texts"] = sorted(data["texts"], key=lambda text: str(text["locale"]))
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def problems(draft: ItemDraft) -> list[Problem]:
    """Everything that keeps a draft from becoming a version; empty if nothing."""
    return [*_general(draft), *_key(draft), *(found for text in draft.texts for found in _text(draft, text))]


def _general(draft: ItemDraft) -> Iterator[Problem]:
    locales = [text.locale for text in draft.texts]
    if draft.kind not in ItemKind.values:
        yield Problem("kind", _("This kind of item is not known."))
    if not (draft.points.is_finite() and 0 < draft.points < 1000):
        yield Problem("points", _("Please give more than 0 and less than 1000 points."))
    if SOURCE_LANGUAGE not in locales:
        yield Problem("prompt", _("The German text is needed: every other language falls back to it."), SOURCE_LANGUAGE)
    if len(set(locales)) < len(locales) or not set(locales) <= KNOWN.keys():
        yield Problem("prompt", _("Each language stands once, and only known languages."))


def _key(draft: ItemDraft) -> Iterator[Problem]:
    if draft.kind in CHOICE_KINDS:
        yield from _choices(draft)
    elif draft.kind == ItemKind.TRUE_FALSE and draft.truth is None:
        yield Problem("truth", _("Please say whether the statement is true."))
    elif draft.kind == ItemKind.NUMBER:
        yield from _number(draft)
    elif draft.kind == ItemKind.SHORT_TEXT and not any(text.accepted for text in draft.texts):
        yield Problem("accepted", _("Please name at least one right answer."), SOURCE_LANGUAGE)


def _choices(draft: ItemDraft) -> Iterator[Problem]:
    if not 2 <= len(set(draft.choices)) <= MOST_CHOICES or len(set(draft.choices)) < len(draft.choices):
        yield Problem("choices", _("Please give at least two choices."))
    if not draft.correct or not draft.correct <= set(draft.choices):
        yield Problem("correct", _("Please mark which choice is right."))
    elif draft.kind == ItemKind.SINGLE_CHOICE and len(draft.correct) > 1:
        yield Problem(
            "correct", _("Only one choice can be right here. For several, use the kind “several right choices”.")
        )


def _number(draft: ItemDraft) -> Iterator[Problem]:
    if draft.value is None or not draft.value.is_finite() or abs(draft.value) >= 10**15:
        yield Problem("value", _("Please give the right number."))
    if not draft.tolerance.is_finite() or not 0 <= draft.tolerance < 10**15:
        yield Problem("tolerance", _("The tolerance is a number from 0 on."))


def _text(draft: ItemDraft, text: TextDraft) -> Iterator[Problem]:
    if not text.prompt.strip():
        yield Problem("prompt", _("The question is missing in this language."), text.locale)
    if draft.kind in CHOICE_KINDS:
        yield from _choice_texts(draft, text)
    if draft.picture and not text.picture_alt.strip() and text.locale == SOURCE_LANGUAGE:
        yield Problem("picture_alt", _("Please say what the picture shows, for those who cannot see it."), text.locale)
    for name, values in _lengths(text):
        if any(len(value) > LIMITS[name] for value in values):
            yield Problem(name, _("This text is too long."), text.locale)
        if any("\0" in value for value in values):
            yield Problem(name, _("This text holds signs that cannot be kept."), text.locale)


def _choice_texts(draft: ItemDraft, text: TextDraft) -> Iterator[Problem]:
    words = [text.choices.get(key, "").strip() for key in draft.choices]
    if not all(words):
        yield Problem("choices", _("Each choice needs a text in this language."), text.locale)
    elif len({word.casefold() for word in words}) < len(words):
        yield Problem("choices", _("Two choices are the same in this language."), text.locale)


def _lengths(text: TextDraft) -> Iterator[tuple[str, list[str]]]:
    yield "prompt", [text.prompt]
    yield "explanation", [text.explanation]
    yield "choice", list(text.choices.values())
    yield "accepted", list(text.accepted)
    yield "picture_alt", [text.picture_alt]

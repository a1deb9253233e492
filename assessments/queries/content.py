"""The words of item versions and what is right in them.

A page never gets these: it gets `assessments.queries.sheets`, which leave out what may not be seen yet.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments import pictures
from assessments.models import Choice, ChoiceText, ItemText, ItemVersion
from assessments.pictures import Picture
from assessments.scoring import Key
from core.languages import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Words:
    """A version in one language. `choices`: text by key."""

    language: str
    prompt: str
    explanation: str = ""
    picture_alt: str = ""
    accepted: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """What is put: `words` in the reader's language or else in German; `german`: beside it on wish, if it is another."""

    version: uuid.UUID
    key: Key
    words: Words
    german: Words | None
    picture: Picture | None = None


def contents(versions: Collection[uuid.UUID], language: str, *, to_grade: bool = False) -> dict[uuid.UUID, Content]:
    """These versions, in two queries however many they are (one or two more if any has a picture).

    `to_grade`: with the accepted spellings of all languages, not only of those that are shown.
    """
    wanted = {language, SOURCE_LANGUAGE}
    texts = ItemText.objects.filter(version__in=versions).select_related("version")
    choices, correct = _choices(versions, wanted)
    words: dict[uuid.UUID, dict[str, Words]] = {}
    found: dict[uuid.UUID, ItemVersion] = {}
    for row in texts if to_grade else texts.filter(locale__in=wanted):
        found[row.version_id] = row.version
        words.setdefault(row.version_id, {})[row.locale] = _words(row, choices.get((row.version_id, row.locale), {}))
    images = pictures.find({version.picture for version in found.values() if version.picture})
    return {pk: _content(version, correct.get(pk, set()), words[pk], language, images) for pk, version in found.items()}


def _choices(
    versions: Collection[uuid.UUID], locales: set[str]
) -> tuple[dict[tuple[uuid.UUID, str], dict[str, str]], dict[uuid.UUID, set[str]]]:
    """Texts of choices in the author's order, by version and language; and the right ones by version."""
    texts: dict[tuple[uuid.UUID, str], dict[str, str]] = {}
    correct: dict[uuid.UUID, set[str]] = {}
    rows = ChoiceText.objects.filter(choice__version__in=versions, locale__in=locales).order_by("choice__position")
    fields = ("choice__version_id", "locale", "choice__key", "text", "choice__is_correct")
    for version, locale, key, text, is_correct in rows.values_list(*fields):
        texts.setdefault((version, locale), {})[key] = text
        if is_correct:
            correct.setdefault(version, set()).add(key)
    return texts, correct


def _words(row: ItemText, choices: Mapping[str, str]) -> Words:
    return Words(row.locale, row.prompt, row.explanation, row.picture_alt, tuple(row.accepted), choices)


def _content(
    version: ItemVersion,
    correct: set[str],
    words: Mapping[str, Words],
    language: str,
    images: Mapping[int, Picture],
) -> Content:
    german = words[SOURCE_LANGUAGE]
    shown = words.get(language, german)
    accepted = {spelling for text in words.values() for spelling in text.accepted}
    return Content(
        version=version.pk,
        key=_key(version, correct, accepted),
        words=shown,
        german=None if shown is german else german,
        picture=images.get(version.picture or 0),
    )


def keys(versions: Collection[uuid.UUID]) -> dict[uuid.UUID, Key]:
    """What is right in these versions, for grading: three queries."""
    correct: dict[uuid.UUID, set[str]] = {}
    for version, key in Choice.objects.filter(version__in=versions, is_correct=True).values_list("version_id", "key"):
        correct.setdefault(version, set()).add(key)
    accepted: dict[uuid.UUID, set[str]] = {}
    for version, spellings in ItemText.objects.filter(version__in=versions).values_list("version_id", "accepted"):
        accepted.setdefault(version, set()).update(spellings)
    rows = ItemVersion.objects.filter(pk__in=versions)
    return {row.pk: _key(row, correct.get(row.pk, set()), accepted.get(row.pk, set())) for row in rows}


def _key(version: ItemVersion, correct: set[str], accepted: set[str]) -> Key:
    value = version.key.get("value")
    return Key(
        kind=version.kind,
        points=version.points,
        correct=frozenset(correct),
        truth=version.key.get("truth"),
        value=None if value is None else Decimal(value),
        tolerance=Decimal(version.key.get("tolerance", 0)),
        accepted=frozenset(accepted),
    )

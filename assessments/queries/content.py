"""The words of item versions and what is right in them.

A page never gets these: it gets `assessments.queries.sheets`, which leave out what may not be seen yet.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q

from assessments import pictures
from assessments.models import Choice, ItemText, ItemVersion
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
    """These versions, in one query however many they are (one or two more if any has a picture).

    `to_grade`: with the accepted spellings of all languages, not only of those that are shown.
    """
    locales = None if to_grade else {language, SOURCE_LANGUAGE}
    words: dict[uuid.UUID, dict[str, Words]] = {}
    found: dict[uuid.UUID, ItemVersion] = {}
    correct: dict[uuid.UUID, set[str]] = {}
    for text, choices in _texts(versions, locales):
        found[text.version_id] = text.version
        words.setdefault(text.version_id, {})[text.locale] = _words(text, {key: said for key, said, _ in choices})
        correct.setdefault(text.version_id, set()).update(key for key, _, is_correct in choices if is_correct)
    images = pictures.find({version.picture for version in found.values() if version.picture})
    return {pk: _content(version, correct[pk], words[pk], language, images) for pk, version in found.items()}


def _texts(
    versions: Collection[uuid.UUID], locales: set[str] | None
) -> list[tuple[ItemText, list[tuple[str, str, bool]]]]:
    """Each text with its choices (key, words, is it right) in the author's order: a text has all of them or there are none."""
    rows = ItemText.objects.filter(version__in=versions).select_related("version")
    if locales is not None:
        rows = rows.filter(locale__in=locales)
    rows = rows.filter(Q(version__choices=None) | Q(version__choices__texts__locale=F("locale"))).annotate(
        choice=F("version__choices__key"),
        choice_text=F("version__choices__texts__text"),
        is_correct=F("version__choices__is_correct"),
    )
    found: dict[int, tuple[ItemText, list[tuple[str, str, bool]]]] = {}
    for row in rows.order_by("version__choices__position"):
        choices = found.setdefault(row.pk, (row, []))[1]
        if row.choice is not None:
            choices.append((row.choice, row.choice_text, row.is_correct))
    return list(found.values())


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

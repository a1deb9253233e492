"""The words of item versions and what is right in them.

A page never gets these: it gets `assessments.queries.sheets`, which leave out what may not be seen yet.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q

from assessments import pictures
from assessments.models import ItemText, ItemVersion
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
class Written:
    """A version as it was written, once and for all. `choices`: keys in the author's order; `words`: by language."""

    key: Key
    choices: tuple[str, ...]
    words: Mapping[str, Words]
    picture: int | None


@dataclass(frozen=True, slots=True)
class Content:
    """What is put: `words` in the reader's language or else in German; `german`: beside it on wish, if it is another."""

    version: uuid.UUID
    key: Key
    words: Words
    german: Words | None
    picture: Picture | None = None


MOST = 500  # versions that one process remembers
_kept: dict[uuid.UUID, Written] = {}


def written(versions: Collection[uuid.UUID]) -> dict[uuid.UUID, Written]:
    """These versions, from memory: nobody can change one. One query for all that this process has not seen yet."""
    found = {version: _kept[version] for version in versions if version in _kept}
    missing = [version for version in versions if version not in found]
    if missing:
        fresh = _read(missing)
        if len(_kept) + len(fresh) > MOST:
            forget()
        _kept.update(fresh)
        found |= fresh
    return found


def forget() -> None:
    """Empties the memory of this process."""
    _kept.clear()


def contents(versions: Collection[uuid.UUID], language: str) -> dict[uuid.UUID, Content]:
    """These versions for a reader; one or two queries if any of them has a picture."""
    found = written(versions)
    images = pictures.find({one.picture for one in found.values() if one.picture})
    return {version: _content(version, one, language, images) for version, one in found.items()}


def keys(versions: Collection[uuid.UUID]) -> dict[uuid.UUID, Key]:
    """What is right in these versions, for grading."""
    return {version: one.key for version, one in written(versions).items()}


def _content(version: uuid.UUID, one: Written, language: str, images: Mapping[int, Picture]) -> Content:
    german = one.words[SOURCE_LANGUAGE]
    shown = one.words.get(language, german)
    beside = None if shown is german else german
    return Content(version, one.key, shown, beside, images.get(one.picture or 0))


def _read(versions: Collection[uuid.UUID]) -> dict[uuid.UUID, Written]:
    """One query, a row per text and choice: a text has words for all choices of its version, or there are none."""
    rows = ItemText.objects.filter(version__in=versions).select_related("version")
    rows = rows.filter(Q(version__choices=None) | Q(version__choices__texts__locale=F("locale"))).annotate(
        choice=F("version__choices__key"),
        choice_text=F("version__choices__texts__text"),
        is_correct=F("version__choices__is_correct"),
    )
    texts: dict[uuid.UUID, dict[str, ItemText]] = {}
    choices: dict[tuple[uuid.UUID, str], dict[str, str]] = {}
    correct: dict[uuid.UUID, set[str]] = {}
    for row in rows.order_by("version__choices__position"):
        texts.setdefault(row.version_id, {})[row.locale] = row
        said = choices.setdefault((row.version_id, row.locale), {})
        if row.choice is not None:
            said[row.choice] = row.choice_text
        if row.is_correct:
            correct.setdefault(row.version_id, set()).add(row.choice)
    return {
        version: _written(
            by_locale, {locale: choices[version, locale] for locale in by_locale}, correct.get(version, set())
        )
        for version, by_locale in texts.items()
    }


def _written(texts: Mapping[str, ItemText], choices: Mapping[str, Mapping[str, str]], correct: set[str]) -> Written:
    german = texts[SOURCE_LANGUAGE]
    accepted = {spelling for text in texts.values() for spelling in text.accepted}
    return Written(
        key=_key(german.version, correct, accepted),
        choices=tuple(choices[SOURCE_LANGUAGE]),
        words={locale: _words(text, choices[locale]) for locale, text in texts.items()},
        picture=german.version.picture,
    )


def _words(row: ItemText, choices: Mapping[str, str]) -> Words:
    return Words(row.locale, row.prompt, row.explanation, row.picture_alt, tuple(row.accepted), choices)


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

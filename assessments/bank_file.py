"""A file of items with machine-made translations: what of it can be trusted. Pure.

Format: a JSON list of `{"number", "category", "solution", "needs_image", "text": {language: {"question", "a", "b", "c", "d"}}}`.
A broken line refuses the whole file, since nothing is imported half-way. A bad translation refuses its language for its item only.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from assessments.drafts import ItemDraft, TextDraft, problems
from assessments.enums import ItemKind
from assessments.presets import FEDERAL_TAG, STATE_TAG, STATES
from core.languages import KNOWN, SOURCE_LANGUAGE

SIZE_LIMIT = 20 * 1024 * 1024  # bytes
LINES_LIMIT = 5000
CHOICES = ("a", "b", "c", "d")
FIELDS = ("question", *CHOICES)
NUMBER = re.compile(r"(?:[A-Z]{2}-)?[1-9][0-9]{0,2}")
WORD = re.compile(r"[^\W\d_]{3,}")
LATIN = frozenset({"de", "de-simple", "en", "fr", "tr"})

REASONS: Mapping[str, Any] = {
    "empty": _("an option or the question is empty"),
    "equal": _("two options are the same"),
    "german": _("options were left in German"),
    "unknown": _("this language is not known here"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the file. `refused`: languages that are left out, with the reason's code; `problem`: why it is no item."""

    place: int
    number: str
    draft: ItemDraft | None = None
    tags: frozenset[str] = frozenset()
    needs_picture: bool = False
    refused: tuple[tuple[str, str], ...] = ()
    problem: Any = ""


class Unreadable(ValueError):
    """The file as a whole is none. The message says why and where."""


def read(data: bytes) -> list[Line]:
    """Every line of a file, judged. Raises `Unreadable`."""
    if len(data) > SIZE_LIMIT:
        raise Unreadable(_("The file is larger than %(size)s megabytes.") % {"size": SIZE_LIMIT // 1024 // 1024})
    rows = _rows(data)
    shaped = [row if _shape_problem(row) == "" else None for row in rows]
    vocabularies = {language: _vocabulary(shaped, language) for language in KNOWN}
    seen: Counter[str] = Counter()
    lines = []
    for place, row in enumerate(rows, 1):
        line = _line(place, row, vocabularies)
        seen[line.number] += 1
        if seen[line.number] > 1 and not line.problem:
            line = Line(place, line.number, problem=_("This number stands in the file twice."))
        lines.append(line)
    return lines


def _rows(data: bytes) -> list[Any]:
    try:
        rows = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("The file is not UTF-8: byte %(place)s cannot be read.") % {"place": error.start + 1}
        ) from error
    except json.JSONDecodeError as error:
        words = _("The file is not JSON: line %(line)s, column %(column)s.")
        raise Unreadable(words % {"line": error.lineno, "column": error.colno}) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("The file holds numbers or nestings that cannot be read.")) from error
    if not isinstance(rows, list):
        raise Unreadable(_("The file must be a list of items."))
    if len(rows) > LINES_LIMIT:
        raise Unreadable(_("The file holds more than %(limit)s items.") % {"limit": LINES_LIMIT})
    return rows


def _shape_problem(row: Any) -> Any:
    """Why this is not an item, or nothing."""
    if not isinstance(row, dict):
        return _("This is not an item but something else.")
    if not isinstance(row.get("number"), str) or not NUMBER.fullmatch(row["number"]):
        return _("“number” must be such as 17 or BW-3.")
    if row.get("solution") not in CHOICES:
        return _("“solution” must be a, b, c or d.")
    if not isinstance(row.get("needs_image"), bool) or not isinstance(row.get("category"), str):
        return _("“needs_image” must be true or false, and “category” a word.")
    return _text_problem(row.get("text"))


def _text_problem(text: Any) -> Any:
    if not isinstance(text, dict) or not isinstance(text.get(SOURCE_LANGUAGE), dict):
        return _("The German text is missing.")
    for language, words in text.items():
        if not isinstance(words, dict) or not all(isinstance(words.get(field), str) for field in FIELDS):
            return _("The text in “%(language)s” must hold a question and the options a to d.") % {
                "language": language[:20]
            }
        if any("\0" in words[field] or not _is_text(words[field]) for field in FIELDS):
            return _("The text in “%(language)s” holds signs that cannot be kept.") % {"language": language[:20]}
    return ""


def _line(place: int, row: Any, vocabularies: Mapping[str, frozenset[str]]) -> Line:
    problem = _shape_problem(row)
    number = row.get("number") if isinstance(row, dict) else None
    named = str(number)[:20] if isinstance(number, str) and _is_text(number) else "?"
    if problem:
        return Line(place, named, problem=problem)
    state, has_state, _n = named.rpartition("-")
    if has_state and state.lower() not in STATES:
        return Line(place, named, problem=_("This federal state is not known."))
    refused = tuple(_refused(row["text"], vocabularies))
    draft = _draft(row, {language for language, _reason in refused})
    for found in problems(draft):
        return Line(place, named, problem=found.message)
    tags = {STATE_TAG + state.lower() if has_state else FEDERAL_TAG, slugify(row["category"])[:60]} - {""}
    return Line(place, named, draft, frozenset(tags), row["needs_image"], refused)


def _draft(row: Mapping[str, Any], without: set[str]) -> ItemDraft:
    texts = tuple(
        TextDraft(language, words["question"].strip(), choices={key: words[key].strip() for key in CHOICES})
        for language, words in row["text"].items()
        if language not in without
    )
    return ItemDraft(ItemKind.SINGLE_CHOICE, texts, choices=CHOICES, correct=frozenset(row["solution"]))


def _refused(
    text: Mapping[str, Mapping[str, str]], vocabularies: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Languages in which this item cannot be asked, each with the code of the reason. German is judged with the item."""
    for language, words in text.items():
        if language == SOURCE_LANGUAGE:
            continue
        if language not in KNOWN:
            yield language, "unknown"
            continue
        reason = judge(words, text[SOURCE_LANGUAGE], language, vocabularies[language])
        if reason:
            yield language, reason


def judge(words: Mapping[str, str], german: Mapping[str, str], language: str, vocabulary: frozenset[str]) -> str:
    """Why a translation is refused, or nothing.

    empty: the question or an option is blank. equal: two options read the same, so that the right one cannot be told.
    german: in another script any option left as it is in German; in Latin script some but not all options left so that hold a
    word which this language uses nowhere else in the file, or all of them together with the question. Numbers, abbreviations
    and lists of names that are all the same in both languages are none. In doubt German is shown: that is never wrong.
    """
    options = [words[key].strip() for key in CHOICES]
    if not all(options) or not words["question"].strip():
        return "empty"
    if len({option.casefold() for option in options}) < len(options):
        return "equal"
    left = [option for option, key in zip(options, CHOICES, strict=True) if _is_left(option, german[key])]
    if not left:
        return ""
    if language not in LATIN:
        return "german"
    if len(left) == sum(bool(_words(option)) for option in options):
        return "german" if _is_left(words["question"], german["question"]) else ""
    return "german" if any(not _words(option) <= vocabulary for option in left) else ""


def _is_left(text: str, german: str) -> bool:
    return bool(_words(text)) and text.strip().casefold() == german.strip().casefold()


def _words(text: str) -> set[str]:
    """The words of a text that are more than an abbreviation."""
    return {word.casefold() for word in WORD.findall(text) if not word.isupper()}


def _vocabulary(rows: Sequence[Mapping[str, Any] | None], language: str) -> frozenset[str]:
    """The words that a language uses in texts which are not simply the German ones."""
    found: set[str] = set()
    for row in rows:
        words = row["text"].get(language) if row else None
        if row and words:
            german = row["text"][SOURCE_LANGUAGE]
            found.update(
                *(
                    _words(words[field])
                    for field in FIELDS
                    if words[field].strip().casefold() != german[field].strip().casefold()
                )
            )
    return frozenset(found)


def _is_text(value: str) -> bool:
    """Whether this can be written down at all: half of a surrogate pair cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True

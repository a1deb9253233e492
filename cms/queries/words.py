"""Hard words of a page, explained in the reader's language, in one query."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cms.models import GlossaryTerm
from cms.words import keys_in
from core.languages import SOURCE_LANGUAGE, direction


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary. `language`: of word and explanation: the reader's, or German."""

    key: str
    word: str
    explanation: str
    language: str

    @property
    def dir(self) -> str:
        return direction(self.language)


class Words(dict[str, Word]):
    """The words of one page by key; counts how often each is marked, so that every mark has an id of its own."""

    def __init__(self, words: Iterable[tuple[str, Word]] = ()) -> None:
        super().__init__(words)
        self.marked: Counter[str] = Counter()

    def mark(self, key: str) -> str:
        """The id of the next mark of a word."""
        self.marked[key] += 1
        return f"mark-{key}-{self.marked[key]}"


def words_of(streams: Iterable[object], language: str) -> Words:
    """The words marked in stream fields, by key, in the order of their first mark. One query, none where nothing is marked."""
    keys = keys_in(json.dumps([_raw(stream) for stream in streams], ensure_ascii=False, default=str))
    if not keys:
        return Words()
    terms = GlossaryTerm.objects.filter(key__in=keys, locale__language_code__in={language, SOURCE_LANGUAGE})
    found: dict[str, Word] = {}
    for term in terms.select_related("locale"):
        code = term.locale.language_code
        if term.key not in found or code == language:
            found[term.key] = Word(term.key, term.word, term.explanation, code)
    return Words((key, found[key]) for key in keys if key in found)


def _raw(stream: object) -> object:
    return list(getattr(stream, "raw_data", ()))

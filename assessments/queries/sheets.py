"""Items as a page shows them. What is right stands in a sheet only once it may be seen."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import localize
from django.utils.translation import gettext_lazy

from assessments import scoring
from assessments.answers import field_name
from assessments.enums import CHOICE_KINDS, ItemKind
from assessments.pictures import Picture
from assessments.queries.content import Content, Words
from assessments.scoring import Answer
from core.languages import direction

TRUTHS = {"true": gettext_lazy("True"), "false": gettext_lazy("False")}


@dataclass(frozen=True, slots=True)
class ChoiceSheet:
    """`text`: of a statement in the page's language, else in the item's. `is_correct`: only once it may be seen."""

    key: str
    text: str
    is_chosen: bool
    is_correct: bool | None = None


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """One item on a page. Of `is_right`, `is_partly`, `explanation` and `solution` nothing is there before it may be seen.

    `is_fallback`: shown in German because the reader's language is missing; `german`: its German words beside, on wish.
    """

    number: int
    version: uuid.UUID
    name: str
    kind: str
    prompt: str
    language: str
    direction: str
    is_fallback: bool
    choices: tuple[ChoiceSheet, ...] = ()
    typed: str = ""
    is_answered: bool = False
    german_prompt: str = ""
    german_choices: tuple[str, ...] = ()
    picture: Picture | None = None
    picture_alt: str = ""
    is_closed: bool = False
    is_right: bool | None = None
    is_partly: bool = False
    explanation: str = ""
    solution: str = ""

    @property
    def takes_many(self) -> bool:
        return self.kind == ItemKind.MULTIPLE_CHOICE

    @property
    def is_statement(self) -> bool:
        return self.kind == ItemKind.TRUE_FALSE

    @property
    def is_typed(self) -> bool:
        return self.kind in (ItemKind.SHORT_TEXT, ItemKind.NUMBER)

    @property
    def is_number(self) -> bool:
        return self.kind == ItemKind.NUMBER


@dataclass(frozen=True, slots=True)
class Put:
    """An item as put: the order of its choices, and what it earned if that may be seen by now."""

    version: uuid.UUID
    choices: Sequence[str] | None = None
    earned: Fraction | None = None


def sheets(
    put: Sequence[Put],
    contents: Mapping[uuid.UUID, Content],
    answers: Mapping[uuid.UUID, Answer],
    *,
    wanted: str,
    explained: bool,
) -> list[ItemSheet]:
    """The items of a page in order. `explained`: whether right answers are shown of items whose result is seen."""
    return [
        _sheet(number, one, contents[one.version], answers.get(one.version, ()), wanted, explained)
        for number, one in enumerate(put, 1)
        if one.version in contents
    ]


def _sheet(number: int, put: Put, content: Content, answer: Answer, wanted: str, explained: bool) -> ItemSheet:
    words, key, german = content.words, content.key, content.german
    order = tuple(words.choices) if put.choices is None else tuple(put.choices)
    seen = put.earned is not None
    shows_key = seen and explained
    return ItemSheet(
        number=number,
        version=content.version,
        name=field_name(content.version),
        kind=key.kind,
        prompt=words.prompt,
        language=words.language,
        direction=direction(words.language),
        is_fallback=words.language != wanted,
        choices=_choices(content, order, answer, shows_key=shows_key),
        typed=answer[0] if answer and key.kind in (ItemKind.SHORT_TEXT, ItemKind.NUMBER) else "",
        is_answered=bool(answer),
        german_prompt=german.prompt if german else "",
        german_choices=tuple(german.choices[one] for one in order) if german else (),
        picture=content.picture,
        picture_alt=words.picture_alt,
        is_closed=seen,
        is_right=put.earned == 1 if seen else None,
        is_partly=seen and put.earned not in (0, 1),
        explanation=words.explanation if shows_key else "",
        solution=_solution(content, words) if shows_key else "",
    )


def _choices(content: Content, order: Sequence[str], answer: Answer, *, shows_key: bool) -> tuple[ChoiceSheet, ...]:
    key = content.key
    texts: Mapping[str, object]
    if key.kind in CHOICE_KINDS:
        texts, correct = content.words.choices, key.correct
    elif key.kind == ItemKind.TRUE_FALSE:
        texts, correct, order = TRUTHS, frozenset({"true" if key.truth else "false"}), ("true", "false")
    else:
        return ()
    return tuple(
        ChoiceSheet(one, str(texts.get(one, "")), one in answer, one in correct if shows_key else None) for one in order
    )


def _solution(content: Content, words: Words) -> str:
    """The right answer in words, where it was typed."""
    value = content.key.value
    if content.key.kind == ItemKind.NUMBER and value is not None:
        return str(localize(int(value) if value == int(value) else value))
    if content.key.kind == ItemKind.SHORT_TEXT:
        accepted = words.accepted or (content.german.accepted if content.german else ())
        return accepted[0] if accepted else ""
    return ""


def earned(contents: Mapping[uuid.UUID, Content], answers: Mapping[uuid.UUID, Answer]) -> dict[uuid.UUID, Fraction]:
    """What each answer is worth, for somebody who practises."""
    return {version: scoring.share(content.key, answers.get(version, ())) for version, content in contents.items()}

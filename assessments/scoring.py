"""What an answer is worth. Pure: no query, no clock. Terms of IMS QTI 2.2 (response processing, outcome `SCORE`)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from assessments.enums import ItemKind

Answer = tuple[str, ...]
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Key:
    """What is right in one version of an item. Which fields are filled depends on the kind.

    `correct`: keys of the right choices; `truth`: of a statement; `value` ± `tolerance`; `accepted`: spellings in any language.
    """

    kind: str
    points: Decimal
    correct: frozenset[str] = frozenset()
    truth: bool | None = None
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    accepted: frozenset[str] = frozenset()


def share(key: Key, answer: Answer) -> Fraction:
    """The share 0..1 of the item's points that `answer` earns. An empty answer earns nothing."""
    if not answer:
        return Fraction(0)
    match key.kind:
        case ItemKind.MULTIPLE_CHOICE:
            return multiple_choice(key.correct, frozenset(answer))
        case ItemKind.SINGLE_CHOICE:
            return Fraction(frozenset(answer) == key.correct)
        case ItemKind.TRUE_FALSE:
            return Fraction(answer[0] == ("true" if key.truth else "false"))
        case ItemKind.NUMBER:
            return Fraction(is_number(answer[0], key.value, key.tolerance))
        case ItemKind.SHORT_TEXT:
            return Fraction(normalise(answer[0]) in {normalise(text) for text in key.accepted})
    raise ValueError(key.kind)


def multiple_choice(correct: frozenset[str], chosen: frozenset[str]) -> Fraction:
    """Partial credit: max(0, (r - w) / c) with r right and w wrong choices taken, c right choices in all.

    QTI `map_response` with +1/c for a right and -1/c for a wrong choice and `lowerBound` 0: ticking everything earns nothing
    once there are as many wrong choices as right ones, and full points are earned by the exact set only.
    """
    right, wrong = len(chosen & correct), len(chosen - correct)
    return max(Fraction(0), Fraction(right - wrong, len(correct)))


def is_number(text: str, value: Decimal | None, tolerance: Decimal) -> bool:
    """Whether some reading r of `text` satisfies |r - value| ≤ tolerance (QTI `equal`, `toleranceMode="absolute"`)."""
    return value is not None and any(abs(reading - value) <= tolerance for reading in readings(text))


_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "،": ",", "٬": "'", "’": "'", "%": None, "٪": None})


def readings(text: str) -> frozenset[Decimal]:
    """The numbers that a typed text may mean; empty if it is none.

    Digits of any script (١٦ is 16); comma or point as decimal sign; spaces, apostrophes and the other sign between groups
    of three. What can be read both ways is: "1.949" is 1949 in German and 1.949 in English.
    """
    if len(text) > 40:
        return frozenset()
    plain = "".join(_digit(letter) for letter in text.translate(_SIGNS) if not _is_space(letter))
    sign, body = (-1, plain[1:]) if plain.startswith("-") else (1, plain.removeprefix("+"))
    body = body.replace("'", "")
    found = {_decimal(body, point, group) for point, group in ((".", ","), (",", "."))}
    return frozenset(sign * number for number in found if number is not None)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _is_space(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"


def _decimal(body: str, point: str, group: str) -> Decimal | None:
    whole, has_point, rest = body.partition(point)
    first, *groups = whole.split(group)
    if has_point and not rest:
        return None
    digits = [first or ("0" if has_point and not groups else ""), *groups, *([rest] if has_point else [])]
    if not all(part.isascii() and part.isdigit() for part in digits):
        return None
    if groups and (not 1 <= len(first) <= 3 or any(len(part) != 3 for part in groups)):
        return None
    return Decimal(f"{first or '0'}{''.join(groups)}.{rest or '0'}")


# What Arabic and Persian writers use for one another: alef and hamza carriers, final ya, ta marbuta, Persian kaf and ya.
_ALIKE = str.maketrans(
    {
        "\u0622": "\u0627",
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0671": "\u0627",
        "\u0624": "\u0648",
        "\u0626": "\u064a",
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u0629": "\u0647",
        "\u06a9": "\u0643",
    }
)
_DROPPED = {"\u0621", "\u0640", "\u0670"}  # a hamza alone, tatweel, the small alef
_ENDS = " .,;:!?¿¡،؛؟\"'„“”«»()"


def normalise(text: str) -> str:
    """A typed text as it is compared: NFKC, case folded, digits as ASCII, hamza and alef alike, vowel signs off, single spaces.

    Punctuation at the ends and invisible signs do not count. `normalise(normalise(x)) == normalise(x)`.
    """
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if not _is_dropped(letter))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    plain = "".join(_digit(letter) for letter in folded.translate(_ALIKE))
    return " ".join(plain.split()).strip(_ENDS)


def _is_dropped(letter: str) -> bool:
    is_vowel_sign = "\u064b" <= letter <= "\u065f"
    return is_vowel_sign or letter in _DROPPED or unicodedata.category(letter) == "Cf"


@dataclass(frozen=True, slots=True)
class Total:
    """What a whole sitting came to. `right`: items with full points, of `items`."""

    points: Fraction
    maximum: Fraction
    right: int
    items: int

    @property
    def share(self) -> Fraction:
        """`points / maximum`, 0 if nothing was to be earned (QTI: normalised score)."""
        return self.points / self.maximum if self.maximum else Fraction(0)


def total(scores: Iterable[tuple[Decimal, Fraction]]) -> Total:
    """The sum over items of `points × share`, from pairs of an item's points and the share earned."""
    pairs = [(Fraction(points), earned) for points, earned in scores]
    return Total(
        points=sum((points * earned for points, earned in pairs), Fraction(0)),
        maximum=sum((points for points, _ in pairs), Fraction(0)),
        right=sum(earned == 1 for _, earned in pairs),
        items=len(pairs),
    )


def has_passed(reached: Fraction, pass_share: Decimal | None) -> bool | None:
    """Whether the exact share reaches the pass share; empty where there is nothing to pass."""
    return None if pass_share is None else reached >= Fraction(pass_share)


def rounded(value: Fraction) -> Decimal:
    """A share or number of points as it is stored: four places, rounded down, so that nothing below a mark looks like it."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(FOUR_PLACES, rounding=ROUND_FLOOR)

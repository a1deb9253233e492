from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import scoring
from assessments.counting import Result, counting_result
from assessments.enums import CountingAttempt, ItemKind
from assessments.scoring import Key

LETTERS = st.sets(st.sampled_from("abcdef"))


def key(kind, **fields):
    return Key(kind=kind, points=Decimal(1), **fields)


@pytest.mark.parametrize(
    ("correct", "chosen", "share"),
    [
        ("ac", "ac", Fraction(1)),
        ("ac", "a", Fraction(1, 2)),
        ("ac", "ab", Fraction(0)),
        ("ac", "abc", Fraction(1, 2)),
        ("ac", "abcd", Fraction(0)),
        ("abc", "ab", Fraction(2, 3)),
        ("ac", "bd", Fraction(0)),
        ("ac", "", Fraction(0)),
    ],
)
def test_multiple_choice_gives_partial_credit(correct, chosen, share):
    one = key(ItemKind.MULTIPLE_CHOICE, correct=frozenset(correct))
    assert scoring.share(one, tuple(chosen)) == share


@given(LETTERS.filter(bool), LETTERS)
def test_multiple_choice_is_full_only_for_the_exact_set(correct, chosen):
    share = scoring.multiple_choice(frozenset(correct), frozenset(chosen))
    assert 0 <= share <= 1
    assert (share == 1) == (correct == chosen)


@given(LETTERS.filter(bool), LETTERS)
def test_multiple_choice_never_rewards_one_more_wrong_tick(correct, chosen):
    share = scoring.multiple_choice(frozenset(correct), frozenset(chosen))
    for wrong in set("abcdef") - correct - chosen:
        assert scoring.multiple_choice(frozenset(correct), frozenset(chosen | {wrong})) <= share


@pytest.mark.parametrize(
    ("kind", "fields", "answer", "share"),
    [
        (ItemKind.SINGLE_CHOICE, {"correct": frozenset("b")}, ("b",), 1),
        (ItemKind.SINGLE_CHOICE, {"correct": frozenset("b")}, ("a",), 0),
        (ItemKind.TRUE_FALSE, {"truth": True}, ("true",), 1),
        (ItemKind.TRUE_FALSE, {"truth": False}, ("true",), 0),
        (ItemKind.TRUE_FALSE, {"truth": False}, (), 0),
        (ItemKind.SHORT_TEXT, {"accepted": frozenset({"Bundestag", "البرلمان"})}, (" bundestag. ",), 1),
        (ItemKind.SHORT_TEXT, {"accepted": frozenset({"Bundestag"})}, ("Bundesrat",), 0),
        (ItemKind.NUMBER, {"value": Decimal(4)}, ("4,0",), 1),
        (ItemKind.NUMBER, {"value": Decimal(4), "tolerance": Decimal("0.5")}, ("4,5",), 1),
        (ItemKind.NUMBER, {"value": Decimal(4), "tolerance": Decimal("0.5")}, ("4,51",), 0),
        (ItemKind.NUMBER, {"value": Decimal(4)}, ("vier",), 0),
    ],
)
def test_share_by_kind(kind, fields, answer, share):
    assert scoring.share(key(kind, **fields), answer) == share


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("16", {"16"}),
        ("١٦", {"16"}),
        ("۱۶", {"16"}),
        ("१६", {"16"}),
        ("1,5", {"1.5"}),
        ("1.5", {"1.5"}),
        ("١٫٥", {"1.5"}),
        ("-3", {"-3"}),
        ("−3,25", {"-3.25"}),
        ("+7", {"7"}),
        ("1.949", {"1949", "1.949"}),
        ("1,949", {"1949", "1.949"}),
        ("1.234.567", {"1234567"}),
        ("1.234,56", {"1234.56"}),
        ("1,234.56", {"1234.56"}),
        ("84 000 000", {"84000000"}),
        ("84'000'000", {"84000000"}),
        ("١٬٢٣٤", {"1234"}),
        ("5 %", {"5"}),
        (",5", {"0.5"}),
        ("", set()),
        (".", set()),
        ("5,", set()),
        ("1.2.3", set()),
        ("12.34,5", set()),
        ("1e5", set()),
        ("NaN", set()),
        ("Infinity", set()),
        ("²", set()),
        ("9" * 41, set()),
        ("--5", set()),
    ],
)
def test_readings_of_a_typed_number(text, numbers):
    assert scoring.readings(text) == {Decimal(number) for number in numbers}


@given(st.text())
def test_readings_take_any_text(text):
    assert all(number.is_finite() for number in scoring.readings(text))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-999, max_value=999))
def test_a_number_is_right_with_comma_and_with_point(value):
    assert scoring.is_number(str(value), value, Decimal(0))
    assert scoring.is_number(str(value).replace(".", ","), value, Decimal(0))


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("STRASSE", "Straße"),
        ("  Grund   gesetz ", "grund gesetz"),
        ("أحمد", "احمد"),
        ("الإدارة", "الاداره"),
        ("مدرسة", "مدرسه"),
        ("مُدَرِّس", "مدرس"),
        ("على", "علي"),
        ("شورای شهر", "شوراي شهر"),
        ("١٩٤٩", "1949"),
        ("ﬁlderstadt", "Filderstadt"),
        ("„Bundestag“!", "Bundestag"),
        ("Bundes\u200btag", "Bundestag"),
    ],
)
def test_normalise_treats_alike(typed, accepted):
    assert scoring.normalise(typed) == scoring.normalise(accepted)


def test_normalise_keeps_apart_what_differs():
    words = ["Bundestag", "Bundesrat", "Land", "Länder", "5", "15", "مدرسة", "مدرس"]
    assert len({scoring.normalise(word) for word in words}) == len(words)


@given(st.text(max_size=40))
def test_normalise_twice_is_once(text):
    once = scoring.normalise(text)
    assert scoring.normalise(once) == once


def test_total_sums_exactly_and_marks_are_compared_exactly():
    third = Fraction(1, 3)
    total = scoring.total([(Decimal(1), third), (Decimal(1), third), (Decimal(1), third)])
    assert (total.points, total.maximum, total.right, total.items) == (1, 3, 0, 3)
    assert scoring.has_passed(total.share, Decimal("0.3333")) is True
    assert scoring.has_passed(total.share, Decimal("0.3334")) is False
    assert scoring.has_passed(total.share, None) is None
    assert scoring.total([]).share == 0


def test_rounded_never_lifts_above_a_mark():
    assert scoring.rounded(Fraction(2, 3)) == Decimal("0.6666")
    assert scoring.rounded(Fraction(1)) == Decimal("1.0000")


@pytest.mark.parametrize(
    ("rule", "n"), [(CountingAttempt.BEST, 2), (CountingAttempt.LAST, 3), (CountingAttempt.FIRST, 1)]
)
def test_counting_result_by_rule(rule, n):
    results = [
        Result(3, Decimal("0.9"), 9),
        Result(1, Decimal("0.1"), 1),
        Result(2, Decimal("0.9"), 9),
    ]
    assert counting_result(rule, results).n == n
    assert counting_result(rule, []) is None

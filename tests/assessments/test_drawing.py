import uuid
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.drawing import Candidate, Part, draw, mixed
from assessments.errors import PoolTooSmall


def candidates(*numbers):
    return tuple(Candidate(uuid.UUID(int=number), uuid.UUID(int=number + 1000)) for number in numbers)


def numbers(drawn):
    return [version.int - 1000 for version in drawn]


@given(st.integers(0, 2**31), st.sets(st.integers(1, 30), min_size=6), st.integers(0, 3), st.booleans())
def test_draw_repeats_nothing_and_keeps_fixed_items(seed, pool, wanted, shuffle):
    fixed = sorted(pool)[:2]
    parts = [Part(fixed=candidates(*fixed)), Part(pool=candidates(*pool), draw=wanted)]
    drawn = numbers(draw(seed, parts, shuffle=shuffle))
    assert len(drawn) == len(set(drawn)) == 2 + wanted
    assert set(drawn[:2]) == set(fixed)
    assert set(drawn) <= pool


@given(st.integers(0, 2**31), st.permutations(list(range(1, 20))))
def test_draw_depends_on_the_seed_not_on_the_order_of_rows(seed, pool):
    ordered = [Part(pool=candidates(*range(1, 20)), draw=5)]
    assert draw(seed, [Part(pool=candidates(*pool), draw=5)], shuffle=True) == draw(seed, ordered, shuffle=True)


def test_draw_is_fair():
    pool = candidates(*range(10))
    counts = Counter(
        number for seed in range(2000) for number in numbers(draw(seed, [Part(pool=pool, draw=3)], shuffle=False))
    )
    assert all(500 < count < 700 for count in counts.values())  # expected 600, deviation 20


def test_draw_without_shuffle_keeps_the_authors_order():
    assert numbers(draw(1, [Part(fixed=candidates(3, 1, 2))], shuffle=False)) == [3, 1, 2]
    assert sorted(numbers(draw(1, [Part(fixed=candidates(3, 1, 2))], shuffle=True))) == [1, 2, 3]


def test_draw_from_too_small_a_pool_says_how_many_are_missing():
    with pytest.raises(PoolTooSmall) as refused:
        draw(1, [Part(fixed=candidates(1)), Part(pool=candidates(1, 2), draw=2)], shuffle=False)
    assert refused.value.params == {"wanted": 2, "there": 1}


def test_mixed_is_fixed_by_seed_and_item():
    one, other = uuid.UUID(int=1), uuid.UUID(int=2)
    assert mixed(5, one, "abcdef") == mixed(5, one, "abcdef")
    assert sorted(mixed(5, one, "abcdef")) == list("abcdef")
    assert len({tuple(mixed(seed, other, "abcdef")) for seed in range(50)}) > 30

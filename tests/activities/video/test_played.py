import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.video import played
from activities.video.errors import ReportUnreadable
from courses.runtime.applying import STATE_LIMIT

edges = st.integers(0, 1000).map(lambda tenths: tenths / 10)
ranges = st.lists(st.tuples(edges, edges).map(lambda pair: sorted(pair)), max_size=12)


def report(*pairs, position=0, seconds=100, length=None):
    return played.read({"position": position, "seconds": seconds, "played": [list(pair) for pair in pairs]}, length)


def after(*reports):
    state = {}
    for one in reports:
        state = played.add(state, one)
    return state


@given(st.lists(ranges, max_size=6), st.randoms())
def test_played_does_not_depend_on_the_order_of_reports(reports, random):
    shuffled = list(reports)
    random.shuffle(shuffled)
    one = after(*(report(*pairs) for pairs in reports))
    other = after(*(report(*pairs) for pairs in shuffled))
    assert one.get("played") == other.get("played")
    assert 0 <= played.share(one) <= 1


@given(st.lists(ranges, min_size=1, max_size=6))
def test_played_never_shrinks_and_a_repeat_adds_nothing(reports):
    state, shares = {}, [0.0]
    for pairs in reports:
        state = played.add(state, report(*pairs))
        shares.append(played.share(state))
        assert played.add(state, report(*pairs)) == state
    assert shares == sorted(shares)


def test_skipping_to_the_end_counts_what_was_seen_only():
    assert played.share(after(report((0, 5), (95, 100)))) == pytest.approx(0.1)


def test_looking_at_single_frames_counts_nothing():
    assert played.share(after(report(*((second, second) for second in range(100))))) == 0


def test_length_given_by_the_author_counts_more_than_the_players():
    assert played.share(after(report((0, 1), seconds=1, length=100))) == pytest.approx(0.01)


def test_player_cannot_make_the_film_shorter_later():
    assert played.share(after(report((0, 10)), report((0, 10), seconds=10))) == pytest.approx(0.1)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"position": 1},
        {"position": "1", "seconds": "2", "played": []},
        {"position": 1, "seconds": 10**9, "played": []},
        {"position": -1, "seconds": 2, "played": []},
        {"position": 1, "seconds": math.nan, "played": []},
        {"position": True, "seconds": 2, "played": []},
        {"position": 1, "seconds": 2, "played": "all"},
        {"position": 1, "seconds": 2, "played": [[0]]},
        {"position": 1, "seconds": 2, "played": [[2, 1]]},
        {"position": 1, "seconds": 2, "played": [[0, "x"]]},
        {"position": 1, "seconds": 2, "played": [None]},
        {"position": 1, "seconds": 2, "played": [[0, 1]] * 501},
    ],
)
def test_report_without_sense_is_refused(payload):
    with pytest.raises(ReportUnreadable):
        played.read(payload)


def test_state_of_the_longest_film_in_the_smallest_pieces_stays_under_the_cap():
    pieces = [(start, start + 0.1) for start in range(played.LONGEST)]
    state = {}
    for index in range(0, len(pieces), played.RANGES_LIMIT):
        some = pieces[index : index + played.RANGES_LIMIT]
        state = played.add(state, report(*some, seconds=played.LONGEST))
    assert len(json.dumps(state)) < STATE_LIMIT

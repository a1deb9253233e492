"""Places at a door: taken one by one, and taken they stay until the window ends."""

import pytest

from core import limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]


def test_full_door_stays_closed_while_many_others_knock():
    closed = [f"guesser-{number}" for number in range(10)]
    for who in closed:
        limits.take("sign-in", who, limit=1, minutes=60)
    for number in range(320):
        limits.take("sign-in", f"somebody-{number}", limit=1, minutes=60)
    assert all(limits.is_full("sign-in", who, limit=1, minutes=60) for who in closed)

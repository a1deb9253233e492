"""One slot has one booking, however many ask at once: under a lock, with a constraint behind.

The twins show that the proof can fail: without the constraint the lock holds, without the lock the constraint does, and without
both a slot is booked twice.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from consultations.domain import booking
from consultations.domain import request as requests
from consultations.models import Adviser, Booking, Request, Slot
from core import clock
from tests.factories import consultations, people
from tests.races import at_once, slowed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    pytest.mark.fixtures,
    pytest.mark.xdist_group("races"),
]


@pytest.fixture(autouse=True)
def _proxy(fixtures):
    with slowed(fixtures.parent / "tools" / "faultproxy.py"):
        yield


@pytest.fixture
def rounds(proof) -> int:
    return proof.size(small=3, full=50)


@pytest.fixture
def clients(proof) -> int:
    return proof.size(small=40, full=200)


@contextmanager
def without_constraint() -> Iterator[None]:
    known = next(one for one in Booking._meta.constraints if one.name == "booking_once_per_slot")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Booking, known)
    try:
        yield
    finally:
        Booking.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Booking, known)


@pytest.fixture
def without_lock(monkeypatch) -> None:
    monkeypatch.setattr(booking, "locked", lambda rows: rows)


def offered() -> Slot:
    """A free time of somebody new. No role is granted: the database is emptied after each of these tests."""
    return consultations.slot(Adviser.objects.create(person=people.learner("Hanna Roth")))


def one_round(clients: int) -> tuple[Counter[str], int, int]:
    """What the clients got, and how many live bookings and requests there are for the slot they all wanted."""
    slot = offered()
    before = Request.objects.count()

    def ask(number: int) -> None:
        wish = consultations.wish(organisation_name=f"Verein {number}")
        requests.ask(wish=wish, slot=slot.pk, submission=uuid.uuid4(), organisation=None, actor=None, at=clock.now())

    got = at_once(clients, ask)
    return got, Booking.objects.live().filter(slot=slot).count(), Request.objects.count() - before


def right(clients: int) -> tuple[Counter[str], int, int]:
    return Counter({"done": 1, "SlotTaken": clients - 1}), 1, 1


def test_of_many_at_once_one_gets_the_slot_and_all_others_hear_so(rounds, clients):
    for _ in range(rounds):
        assert one_round(clients) == right(clients)


def test_constraint_alone_holds(without_lock):
    assert one_round(40) == right(40)


def test_lock_alone_holds():
    with without_constraint():
        assert one_round(40) == right(40)


def test_twin_with_neither_books_twice(without_lock):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: whoever holds it is alone with or without our lock")
    with without_constraint():
        got, booked, _requests = one_round(40)
        assert booked > 1
        assert got["done"] == booked


def test_same_form_many_times_at_once_is_one_request():
    slot, key, wish = offered(), uuid.uuid4(), consultations.wish()

    def ask(number: int) -> None:
        requests.ask(wish=wish, slot=slot.pk, submission=key, organisation=None, actor=None, at=clock.now())

    assert at_once(20, ask) == Counter({"done": 20})
    assert Request.objects.count() == Booking.objects.count() == 1

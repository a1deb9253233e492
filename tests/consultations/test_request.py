"""A request: asked once, booked into one slot, moved, cancelled, held; each change by the table of moves."""

import uuid
from datetime import timedelta

import pytest

from consultations import errors
from consultations.domain import booking
from consultations.domain import request as requests
from consultations.domain import slot as slots
from consultations.models import Booking, Request, Slot
from core import clock
from core.errors import NotAllowed
from organisations.models import Organisation
from people.enums import Role
from tests.factories import consultations, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return people.account(Role.COORDINATOR)


def status(request) -> str:
    return Request.objects.get(pk=request.pk).status


def live(slot) -> list[Request]:
    return [one.request for one in Booking.objects.live().filter(slot=slot)]


def test_request_with_a_slot_is_booked_and_one_with_dates_waits():
    slot = consultations.slot()
    booked, waiting = consultations.ask(slot), consultations.ask()
    assert (status(booked), live(slot), booked.adviser) == ("confirmed", [booked], slot.adviser)
    assert (status(waiting), waiting.adviser, waiting.wished_dates) == ("requested", None, "Dienstags ab 17 Uhr")


def test_neither_slot_nor_dates_or_no_way_to_answer_is_refused():
    with pytest.raises(errors.NothingWished):
        consultations.ask(wished_dates=" ")
    with pytest.raises(errors.NoWayToAnswer):
        consultations.ask(email="")
    assert not Request.objects.exists()


def test_same_form_again_gives_the_request_that_is_there():
    slot, key = consultations.slot(), uuid.uuid4()
    known = {"wish": consultations.wish(), "slot": slot.pk, "submission": key, "organisation": None, "actor": None}
    first = requests.ask(**known, at=clock.now())
    assert requests.ask(**known, at=clock.now()) == first
    assert Request.objects.count() == Booking.objects.count() == 1


def test_taken_slot_refuses_the_second_and_keeps_nothing_half_way():
    slot = consultations.slot()
    first = consultations.ask(slot)
    with pytest.raises(errors.SlotTaken):
        consultations.ask(slot, organisation_name="Musikverein")
    assert list(Request.objects.all()) == live(slot) == [first]


def test_slot_that_began_or_is_gone_is_refused():
    slot, withdrawn = consultations.slot(), consultations.slot()
    slots.withdraw(slot=withdrawn, actor=withdrawn.adviser.person.account, at=clock.now())
    with pytest.raises(errors.SlotPast):
        consultations.ask(slot, at=slot.starts_at)
    with pytest.raises(errors.SlotGone):
        consultations.ask(withdrawn)
    with pytest.raises(errors.SlotGone):
        consultations.ask(Slot(pk=uuid.uuid4()))
    assert not Request.objects.exists()


def test_nobody_asks_for_an_organisation_of_others():
    with pytest.raises(NotAllowed):
        requests.ask(
            wish=consultations.wish(),
            slot=None,
            submission=uuid.uuid4(),
            organisation=Organisation.objects.create(name="Chor"),
            actor=people.learner().account,
            at=clock.now(),
        )


def test_cancelling_by_the_link_frees_the_slot_and_again_changes_nothing():
    slot = consultations.slot()
    request = consultations.ask(slot)
    for _ in range(2):
        booking.cancel_by_link(token=request.token, at=clock.now())
    other = consultations.ask(slot)
    assert (status(request), live(slot)) == ("cancelled", [other])
    assert Booking.objects.get(request=request).ended_by == "asker"
    with pytest.raises(errors.RequestUnknown):
        booking.cancel_by_link(token="nobody-has-this", at=clock.now())


def test_what_has_begun_is_not_cancelled_by_the_link():
    slot = consultations.slot()
    request = consultations.ask(slot)
    with pytest.raises(errors.TooLateToCancel):
        booking.cancel_by_link(token=request.token, at=slot.starts_at)
    assert status(request) == "confirmed"


def test_office_cancels_with_a_reason(coordinator):
    request = consultations.ask(consultations.slot())
    with pytest.raises(errors.ReasonMissing):
        booking.cancel(request=request, reason=" ", actor=coordinator, at=clock.now())
    booking.cancel(request=request, reason="Krank.", actor=coordinator, at=clock.now())
    request.refresh_from_db()
    assert (request.status, request.reason, Booking.objects.get().ended_by) == ("cancelled", "Krank.", "office")


def test_assigned_then_booked_by_the_adviser_into_an_own_slot_only(coordinator):
    adviser, other = consultations.adviser(), consultations.adviser("Jan Weber")
    request, at = consultations.ask(), clock.now()
    requests.assign(request=request, adviser=adviser, actor=coordinator)
    account = adviser.person.account
    with pytest.raises(NotAllowed):
        booking.book(request=request, slot=consultations.slot(other), actor=account, at=at)
    with pytest.raises(NotAllowed):
        booking.book(request=request, slot=consultations.slot(other), actor=other.person.account, at=at)
    own = consultations.slot(adviser)
    booking.book(request=request, slot=own, actor=account, at=at)
    assert (status(request), live(own)) == ("confirmed", [request])


def test_moving_frees_the_old_slot_and_a_taken_one_moves_nothing(coordinator):
    first, second, taken = (consultations.slot() for _ in range(3))
    request = consultations.ask(first)
    consultations.ask(taken)
    with pytest.raises(errors.SlotTaken):
        booking.book(request=request, slot=taken, actor=coordinator, at=clock.now())
    assert live(first) == [request]
    booking.book(request=request, slot=second, actor=coordinator, at=clock.now())
    assert (live(first), live(second)) == ([], [request])
    assert set(Booking.objects.filter(request=request).values_list("ended_by", flat=True)) == {"moved", ""}


def test_held_only_after_it_began_and_then_nothing_moves(coordinator):
    slot = consultations.slot()
    request = consultations.ask(slot)
    with pytest.raises(errors.NotYetBegun):
        booking.mark_held(request=request, actor=coordinator, at=slot.starts_at - timedelta(seconds=1))
    booking.mark_held(request=request, actor=coordinator, at=slot.starts_at)
    assert status(request) == "held"
    for refused in (
        lambda: booking.cancel(request=request, reason="x", actor=coordinator, at=clock.now()),
        lambda: booking.cancel_by_link(token=request.token, at=slot.starts_at - timedelta(days=1)),
        lambda: requests.assign(request=request, adviser=consultations.adviser(), actor=coordinator),
        lambda: booking.book(request=request, slot=consultations.slot(), actor=coordinator, at=clock.now()),
    ):
        with pytest.raises(errors.MoveNotAllowed):
            refused()
    assert (status(request), live(slot)) == ("held", [request])


def test_adviser_whose_role_ended_gets_no_request(coordinator):
    adviser, request = consultations.adviser(), consultations.ask()
    adviser.until = clock.now()
    adviser.save()
    with pytest.raises(errors.AdviserUnknown):
        requests.assign(request=request, adviser=adviser, actor=coordinator)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINER, Role.AUTHOR, Role.ADMINISTRATOR, Role.ADVISER])
def test_others_decide_nothing(role):
    request, actor, at = consultations.ask(), people.account(role), clock.now()
    for refused in (
        lambda: requests.assign(request=request, adviser=consultations.adviser(), actor=actor),
        lambda: booking.book(request=request, slot=consultations.slot(), actor=actor, at=at),
        lambda: booking.cancel(request=request, reason="x", actor=actor, at=at),
        lambda: booking.mark_held(request=request, actor=actor, at=at),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert status(request) == "requested"

"""Times that advisers offer: wall time of the office, never two at once, never in the past."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from consultations import errors
from consultations.domain import adviser as advising
from consultations.domain import slot as slots
from consultations.models import Adviser, Slot
from core import clock
from core.errors import NotAllowed
from core.walltime import NoSuchTime
from people.enums import Role
from tests.factories import consultations, people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE, AFTER = date(2026, 3, 24), date(2026, 3, 31)  # the clocks go forward on 29 March 2026


@pytest.fixture
def adviser():
    return consultations.adviser()


def offer(adviser, day=BEFORE, at=AT, until=None, actor=None, **fields):
    what = slots.Offer(**{"day": day, "time": time(18, 30), "minutes": 60, "place": "Rathaus"} | fields)
    known = {"adviser": adviser, "what": what, "actor": actor or adviser.person.account, "at": at}
    return slots.offer_series(**known, until=until) if until else [slots.offer(**known)]


def starts(adviser):
    return [slot.starts_at for slot in Slot.objects.filter(adviser=adviser)]


def test_wall_time_stays_over_the_change_of_the_clocks(adviser):
    offer(adviser, BEFORE, until=AFTER)
    assert starts(adviser) == [datetime(2026, 3, 24, 17, 30, tzinfo=UTC), datetime(2026, 3, 31, 16, 30, tzinfo=UTC)]


def test_time_that_the_clocks_skip_is_refused_and_nothing_of_the_series_is_kept(adviser):
    with pytest.raises(NoSuchTime):
        offer(adviser, date(2026, 3, 22), until=date(2026, 3, 29), time=time(2, 30))
    assert starts(adviser) == []


def test_hour_that_comes_twice_is_the_first(adviser):
    offer(adviser, date(2026, 10, 25), time=time(2, 30))
    assert starts(adviser) == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"day": date(2026, 3, 1)}, errors.SlotInPast),
        ({"day": date(2026, 3, 2), "time": time(12, 59)}, errors.SlotInPast),
        ({"day": date(1, 1, 1)}, errors.SlotInPast),
        ({"day": date(9999, 12, 31)}, errors.SlotTooFar),
        ({"minutes": 14}, errors.LengthUnusual),
        ({"minutes": 481}, errors.LengthUnusual),
        ({"place": " "}, errors.SlotWithoutPlace),
        ({"until": BEFORE}, errors.SeriesUnclear),
        ({"until": date(2027, 3, 1)}, errors.SeriesUnclear),
    ],
)
def test_odd_times_are_refused(adviser, fields, refusal):
    with pytest.raises(refusal):
        offer(adviser, **fields)
    assert starts(adviser) == []


@pytest.mark.parametrize(
    ("other", "overlaps"), [(time(17, 31), True), (time(19, 29), True), (time(17, 30), False), (time(19, 30), False)]
)
def test_own_times_do_not_overlap_and_may_touch(adviser, other, overlaps):
    offer(adviser)
    if overlaps:
        with pytest.raises(errors.SlotOverlaps):
            offer(adviser, time=other)
    else:
        offer(adviser, time=other)
    assert len(starts(adviser)) == 2 - overlaps


def test_long_time_overlaps_with_one_that_began_hours_before(adviser):
    offer(adviser, time=time(9), minutes=480)
    with pytest.raises(errors.SlotOverlaps):
        offer(adviser, time=time(16, 59), minutes=15)


def test_one_week_of_a_series_that_overlaps_refuses_all(adviser):
    offer(adviser, AFTER)
    with pytest.raises(errors.SlotOverlaps):
        offer(adviser, BEFORE, until=AFTER)
    assert len(starts(adviser)) == 1


def test_times_of_others_do_not_matter_and_withdrawn_ones_neither(adviser):
    offer(adviser)
    offer(consultations.adviser("Jan Weber"))
    slots.withdraw(slot=Slot.objects.get(adviser=adviser), actor=adviser.person.account, at=AT)
    offer(adviser)
    assert len(starts(adviser)) == 2


def test_only_the_adviser_and_coordinators_offer(adviser):
    offer(adviser, actor=people.account(Role.COORDINATOR))
    for actor in (people.account(Role.ADMINISTRATOR), consultations.adviser("Jan Weber").person.account):
        with pytest.raises(NotAllowed):
            offer(adviser, AFTER, actor=actor)


def test_booked_time_is_not_withdrawn_and_withdrawing_again_changes_nothing(adviser):
    booked, free = consultations.slot(adviser), consultations.slot(adviser)
    consultations.ask(booked)
    actor, at = adviser.person.account, clock.now()
    with pytest.raises(errors.SlotBooked):
        slots.withdraw(slot=booked, actor=actor, at=at)
    slots.withdraw(slot=free, actor=actor, at=at)
    slots.withdraw(slot=free, actor=actor, at=at + timedelta(hours=1))
    free.refresh_from_db()
    assert free.cancelled_at == at


def test_free_are_offered_future_unbooked_times_only(adviser):
    at = clock.now()
    free, booked, withdrawn = (consultations.slot(adviser) for _ in range(3))
    consultations.slot(adviser, starts_at=at)
    consultations.ask(booked)
    slots.withdraw(slot=withdrawn, actor=adviser.person.account, at=at)
    assert list(Slot.objects.free(at)) == [free]


def test_role_of_adviser_is_given_once_by_a_coordinator_and_never_to_oneself():
    coordinator = people.account(Role.COORDINATOR)
    person, own = people.learner("Jan Weber"), people.person("Ida Kern", account=coordinator)
    advising.grant(person=person, topics=[], actor=coordinator)
    with pytest.raises(errors.AlreadyAdviser):
        advising.grant(person=person, topics=[], actor=coordinator)
    with pytest.raises(NotAllowed):
        advising.grant(person=own, topics=[], actor=coordinator)
    with pytest.raises(errors.AdviserUnknown):
        advising.grant(person=people.person("Ohne Konto"), topics=[], actor=coordinator)
    with pytest.raises(NotAllowed):
        advising.grant(person=own, topics=[], actor=people.account(Role.EDITOR))


def test_ending_the_role_withdraws_free_times_and_leaves_booked_ones(adviser):
    booked, free = consultations.slot(adviser), consultations.slot(adviser)
    consultations.ask(booked)
    at = clock.now()
    advising.end(adviser=adviser, actor=people.account(Role.COORDINATOR), at=at)
    assert (Adviser.objects.get(pk=adviser.pk).until, list(Slot.objects.filter(cancelled_at=at))) == (at, [free])
    with pytest.raises(NotAllowed):
        offer(Adviser.objects.get(pk=adviser.pk), actor=adviser.person.account)

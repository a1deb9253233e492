from datetime import timedelta
from decimal import Decimal

import pytest

from cohorts.domain import attendance, cohort
from cohorts.errors import NotInGroup, TooManyUnits
from cohorts.models import LedgerEntry, Session
from core import clock
from core.errors import NotAllowed
from courses.domain import outline
from courses.models import Fact
from courses.next_chance import chances
from courses.queries.progress import progress_of
from people.enums import Role
from tests.factories import pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


class Evening:
    """A group of one learner with a trainer and a session of three units, in a course that asks for 80 % of four."""

    def __init__(self):
        page = pages.course([], units_share=80)
        pages.module(page, 1, units=4)
        self.course = pages.record(page)
        self.coordinator = people.account(Role.COORDINATOR)
        self.trainer = people.account(Role.TRAINER)
        self.learner = people.learner()
        self.enrolment = enrol(self.learner, page)
        self.enrolment.course.refresh_from_db()
        self.group = cohort.form(course=self.course, name="Mittwochabend", actor=self.coordinator)
        cohort.assign(cohort=self.group, trainer=self.trainer, actor=self.coordinator)
        cohort.join(cohort=self.group, person=self.learner, actor=self.coordinator)
        self.session = Session.objects.create(
            cohort=self.group, starts_at=clock.now() + timedelta(days=2), units=3, place="Halle"
        )

    def record(self, units, **changes):
        given = {"session": self.session, "person": self.learner, "actor": self.trainer} | changes
        return attendance.record(units=Decimal(units), at=clock.now(), **given)

    @property
    def progress(self):
        return progress_of(self.enrolment, outline.current(self.course), clock.now())


@pytest.fixture
def evening():
    return Evening()


def test_units_count_and_a_correction_is_a_difference(evening):
    evening.record("3")
    evening.record("2.5")
    assert [entry.units for entry in LedgerEntry.objects.order_by("pk")] == [Decimal("3"), Decimal("-0.5")]
    assert evening.progress.units == Decimal("2.5")
    assert Fact.objects.filter(kind="units").count() == 2


def test_same_attendance_again_appends_nothing(evening):
    evening.record("3")
    assert evening.record("3") is None
    assert LedgerEntry.objects.count() == 1


def test_open_units_name_the_next_session(evening):
    rules = evening.progress.course.open_rules
    units = next(rule for rule in rules if rule.code == "units")
    assert (units.done, units.total) == (0, Decimal("3.2"))
    chance = chances(rules, evening.learner, clock.now())[units]
    assert (chance.at, chance.place) == (evening.session.starts_at, "Halle")


def test_stranger_of_the_group_has_no_chance_and_no_units(evening):
    stranger = people.learner("Somebody Else")
    assert chances(evening.progress.course.open_rules, stranger, clock.now()) == {}
    with pytest.raises(NotInGroup):
        evening.record("1", person=stranger)


@pytest.mark.parametrize("units", ["-1", "3.5", "1000000"])
def test_units_beyond_the_session_are_refused(evening, units):
    with pytest.raises(TooManyUnits):
        evening.record(units)


def test_only_trainers_of_the_group_take_attendance_and_never_their_own(evening):
    with pytest.raises(NotAllowed):
        evening.record("1", actor=people.account(Role.TRAINER))
    with pytest.raises(NotAllowed):
        evening.record("1", actor=evening.learner.account)
    own = people.person("Trainer Selbst", account=evening.trainer)
    with pytest.raises(NotAllowed):
        evening.record("1", person=own)
    assert not LedgerEntry.objects.exists()

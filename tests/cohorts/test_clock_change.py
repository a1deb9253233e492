"""Sessions around the night in which the clock is changed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from cohorts.domain import cohort
from cohorts.models import Session
from courses.next_chance import chances
from courses.outline import AllOf, RequiredLessons, Units
from courses.progress import OpenRule
from people.enums import Role
from tests.factories import people
from tests.factories.courses import join, record, tree

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def ada():
    return people.learner("Ada Demir")


@pytest.fixture
def group(ada):
    course = record(tree(1, rule=AllOf((RequiredLessons(), Units(Decimal(3))))))
    join(ada, course)
    coordinator = people.account(Role.COORDINATOR)
    made = cohort.form(course=course, name="Mittwochabend", actor=coordinator)
    cohort.join(cohort=made, person=ada, actor=coordinator)
    return made


def session(group, at):
    return Session.objects.create(cohort=group, starts_at=at, units=3, place="Halle")


def test_hour_that_comes_twice_is_two_instants(group, ada):
    first = session(group, datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN))
    second = session(group, datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN))
    assert second.starts_at - first.starts_at.astimezone(UTC) == timedelta(hours=1)
    asked = [datetime(2026, 10, 25, 0, minute, tzinfo=UTC) for minute in (15, 45)]
    units = OpenRule("units", group.course_id, Decimal(0), Decimal(3))
    found = [chances([units], ada, at)[units].at for at in asked]
    assert found == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]


@pytest.mark.parametrize("month", [3, 10])
def test_evening_session_keeps_its_time_on_the_wall_after_the_change(client: Client, group, ada, month):
    year = datetime.now(UTC).year + 1
    wednesday = datetime(year, month, 31, 18, 30, tzinfo=BERLIN)
    wednesday += timedelta(days=(2 - wednesday.weekday()) % 7)  # after the last Sunday of the month, by the wall
    session(group, wednesday)
    client.force_login(ada.account)
    page = client.get("/en/my/learning/").content.decode()
    assert "18:30</time>, <bdi>Halle</bdi>" in page
    assert f'datetime="{wednesday.isoformat()}"' in page

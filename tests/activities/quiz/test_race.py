"""Two tabs, a phone and a desktop: many hand the same sitting in at once, and it is graded once."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection

from assessments.models import ItemScore, Sitting
from courses.domain import enrolment
from courses.enums import FactKind
from courses.models import Fact
from tests.factories import assessments as make
from tests.factories.assessments import given
from tests.races import at_once, slowed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fixtures, pytest.mark.xdist_group("races")]
SUBMITTERS = 12


@pytest.fixture
def through_proxy(transactional_db, fixtures):
    connection.ensure_connection()  # this thread's own stays direct
    with slowed(fixtures.parent / "tools" / "faultproxy.py"):
        yield


def submitted_by_many() -> tuple[Counter[str], set[str], int, list[str]]:
    """What the submitters got, their results, and what was written: scores and facts. Half of them answer right."""
    item = make.item()
    desk = make.desk(make.assessment(item, pass_share=Decimal("0.5")))
    desk.act("start")
    results: list[str] = []

    def submit(number: int) -> None:
        results.append(str(desk.act("submit", given({item: "ab"[number % 2]}))))

    got = at_once(SUBMITTERS, submit)
    sitting = Sitting.objects.get(attempt__person=desk.person)
    scores = ItemScore.objects.filter(item__sitting=sitting).count()
    about_it = Fact.objects.filter(person=desk.person, kind__in=[FactKind.PASSED, FactKind.FAILED])
    return got, set(results), scores, list(about_it.values_list("kind", flat=True))


def is_right(outcome: tuple[Counter[str], set[str], int, list[str]]) -> bool:
    got, results, scores, facts = outcome
    return got == Counter(done=SUBMITTERS) and len(results) == 1 and scores == 1 and len(facts) == 1


def test_many_submitters_at_once_grade_once_and_hear_the_same(through_proxy, proof):
    outcomes = [submitted_by_many() for _round in range(proof.size(small=2, full=25))]
    assert [one for one in outcomes if not is_right(one)] == []


def test_twin_without_the_lock_grades_more_than_once_or_fails(through_proxy, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, with or without a lock of ours")
    monkeypatch.setattr(enrolment, "locked", lambda rows: rows)
    assert not all(is_right(submitted_by_many()) for _round in range(5))

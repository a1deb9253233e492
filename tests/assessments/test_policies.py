"""Who reads an exam bank, and until when."""

from datetime import UTC, date, datetime

import pytest

from assessments import policies
from people.enums import Role
from tests.factories import assessments, people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "reads"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), True),  # 23:59 at the office
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), False),
    ],
)
def test_examiner_reads_until_midnight_at_the_office(monkeypatch, at, reads):
    trainer, exam = people.account(Role.TRAINER), assessments.bank(is_exam=True)
    exam.examiners.create(account=trainer, until=date(2026, 6, 30))
    monkeypatch.setattr("core.clock.now", lambda: at)
    assert policies.may_read_bank(trainer, exam) is reads
    assert not policies.may_read_bank(people.account(Role.TRAINER), exam)

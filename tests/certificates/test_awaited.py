"""Between completing a course and its achievement lies a job: the learner is told so, not that there is nothing."""

import pytest
from django.urls import reverse

from certificates.domain import achievement as achievements
from tests.factories import certificates as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def page_of(client, person) -> str:
    client.force_login(person.account)
    return client.get(reverse("certificates:mine")).content.decode()


def test_completed_course_waits_for_its_achievement(client):
    person, course = people.learner(), make.course(title="Mitreden vor Ort")
    make.enrolment(person, course)
    make.enrolment(people.learner(), make.course(title="Fremder Kurs"))
    page = page_of(client, person)
    assert "Mitreden vor Ort" in page
    assert 'role="status"' in page
    assert "Fremder Kurs" not in page

    achievements.from_completion(person_id=person.pk, course_id=course.pk, at=make.AT)
    page = page_of(client, person)
    assert page.count("Mitreden vor Ort") == 1
    assert 'role="status"' not in page


def test_nobody_waits_who_completed_nothing(client):
    make.enrolment(people.learner(), make.course())
    assert 'role="status"' not in page_of(client, people.learner())

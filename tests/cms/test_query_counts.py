"""Pages take as many queries for much as for little."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import LessonPage
from cohorts.domain import cohort
from cohorts.models import Session
from core import clock
from courses.domain import completion
from courses.enums import Reason
from courses.outline import AllOf, RequiredLessons, Units
from people.enums import Role
from tests.factories import people
from tests.factories.courses import join, record, tree
from tests.factories.pages import course, lesson, module
from tests.factories.pages import record as record_of

pytestmark = pytest.mark.django_db


def counted(client: Client, url: str) -> int:
    """The queries of a page looked at for the second time."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


@pytest.fixture
def ada(client: Client):
    person = people.learner("Ada Demir")
    client.force_login(person.account)
    return person


def test_course_and_lesson_take_the_same_for_8_and_80_lessons(client: Client, ada):
    page = course([8])
    slug = record_of(page).slug
    join(ada, record_of(page))
    first = page.get_descendants().order_by("path").last()
    urls = [f"/de/learn/{slug}/", f"/de/learn/{slug}/{first.slug}/"]
    few = [counted(client, url) for url in urls]
    for _module in range(4):
        part = module(page, 0)
        for number in range(18):
            lesson(part, title=f"Noch eine {number}")
    assert len(list(record_of(page).lessons.all())) == 80
    many = [counted(client, url) for url in urls]
    assert few == many
    assert max(many) <= 10


def test_course_takes_the_same_for_1_and_8_decisions_of_staff(client: Client, ada):
    page = course([9])
    coordinator = people.account(Role.COORDINATOR)
    join(ada, record_of(page))

    def waive(lessons):
        for one in lessons:
            completion.waive(
                person=ada,
                course=record_of(page),
                node=one.translation_key,
                reason=Reason.KNOWN,
                actor=coordinator,
                at=clock.now(),
            )

    lessons = list(LessonPage.objects.order_by("path"))
    url = f"/de/learn/{record_of(page).slug}/"
    waive(lessons[:1])
    one = counted(client, url)
    waive(lessons[1:8])
    assert counted(client, url) == one <= 10


def test_my_learning_takes_the_same_for_1_and_3_courses(client: Client, ada):
    def joined(lessons):
        made = record(tree(lessons, rule=AllOf((RequiredLessons(), Units(Decimal(3))))))
        join(ada, made)
        group = cohort.form(course=made, name="Abend", actor=coordinator)
        cohort.join(cohort=group, person=ada, actor=coordinator)
        Session.objects.create(cohort=group, starts_at=clock.now() + timedelta(days=1), place=f"Saal {lessons}")

    coordinator = people.account(Role.COORDINATOR)
    joined(8)
    one = counted(client, "/de/my/learning/")
    joined(40)
    joined(80)
    assert counted(client, "/de/my/learning/") == one
    # session, account, enrolments, facts, titles, next chances, work asked again; places of work: roles, adviser
    assert one <= 9
    text = client.get("/de/my/learning/").content.decode()
    assert [text.count(f"Saal {lessons}</bdi>") for lessons in (8, 40, 80)] == [1, 1, 1]


def test_list_of_learners_takes_the_same_for_1_and_3_people(client: Client):
    client.force_login(people.second_factor(people.account(Role.COORDINATOR)))
    made = record(tree(8))
    join(people.learner("Eins"), made)
    one = counted(client, "/de/staff/learners/")
    for name in ("Zwei", "Drei"):
        join(people.learner(name), record(tree(80)))
    assert counted(client, "/de/staff/learners/") == one <= 10

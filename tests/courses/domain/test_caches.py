"""Times of completion are a cache of the facts."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from core import clock
from courses.domain import caches, completion
from courses.enums import Reason
from courses.models import Enrolment, Fact
from people.enums import Role
from tests.factories import people
from tests.factories.courses import finish, join, record, tree

pytestmark = pytest.mark.django_db


def test_wrong_times_are_put_right_from_the_facts(capsys):
    plan = tree(1)
    course = record(plan)
    done, open_one, other = (people.learner() for _ in range(3))
    for person in (done, open_one, other):
        join(person, course)
    finish(done, plan.lesson_slugs[0][0])
    finish(other, plan.lesson_slugs[0][0])
    right = dict(Enrolment.objects.values_list("person", "completed_at"))
    assert not caches.differing().exists()
    Enrolment.objects.filter(person=done).update(completed_at=None)
    Enrolment.objects.filter(person=open_one).update(completed_at=clock.now())
    call_command("rebuild_progress")
    assert capsys.readouterr().out == "2 times of completion differed and are right now.\n"
    assert dict(Enrolment.objects.values_list("person", "completed_at")) == right


def test_correction_that_leaves_another_ground_keeps_cache_and_facts_equal():
    plan = tree(1)
    course = record(plan)
    ada, staff = people.learner(), people.account(Role.COORDINATOR)
    join(ada, course)
    lesson = plan.lesson_slugs[0][0]
    completion.complete(
        person=ada, course=course, node=course.pk, reason=Reason.ORAL, actor=staff, at=clock.now() - timedelta(days=1)
    )
    finish(ada, lesson)
    for node, still in ((course.pk, True), (lesson, False)):
        mark = Fact.objects.filter(node=node, source__in=("staff", "person"), corrected_by=None).get()
        completion.correct(fact=mark, reason=Reason.ERROR, actor=staff, at=clock.now())
        assert (Enrolment.objects.get().completed_at is not None) is still
        assert not caches.differing().exists()

"""A new outline and a mapping never leave anybody behind."""

import threading
from dataclasses import replace

import pytest
from django.db import connection

from core import clock
from core.errors import NotAllowed
from core.jobs.worker import drain
from courses.domain import enrolment as enrolments
from courses.domain import following, replacement
from courses.enums import EnrolmentSource, FactKind, FactSource
from courses.errors import LessonUnknown, NotReplaced
from courses.models import Enrolment, Fact, Lesson
from courses.outline import LessonNode, ModuleNode
from people.enums import Role
from people.models import Person
from tests.factories import people
from tests.factories.courses import finish, join, record, tree

pytestmark = pytest.mark.django_db


def without(plan, *keys):
    modules = tuple(
        replace(module, lessons=tuple(one for one in module.lessons if one.key not in keys))
        for module in plan.outline.modules
    )
    slugs = tuple(pair for pair in plan.lesson_slugs if pair[0] not in keys)
    return replace(plan, outline=replace(plan.outline, modules=modules), lesson_slugs=slugs)


def completed(person):
    return set(Fact.objects.filter(person=person, kind="completed").values_list("node", flat=True))


@pytest.fixture
def plan():
    return tree(3)


@pytest.fixture
def keys(plan):
    return [lesson.key for lesson in plan.outline.lessons()]


def test_whoever_waited_for_a_removed_lesson_only_has_completed_the_course(plan, keys):
    course = record(plan)
    ada, other = people.learner(), people.learner()
    for person in (ada, other):
        join(person, course)
    finish(ada, *keys[:2])
    finish(other, keys[0])
    record(without(plan, keys[2]))
    drain()
    assert course.pk in completed(ada)
    assert course.pk not in completed(other)
    assert Enrolment.objects.get(person=ada).completed_at is not None
    again = Fact.objects.count()
    following.complete_by_rule(course=course, after=None, at=clock.now())
    assert Fact.objects.count() == again


def test_many_people_are_followed_in_batches(plan, keys, monkeypatch):
    monkeypatch.setattr(following, "BATCH", 2)
    course = record(plan)
    everybody = [people.learner() for _ in range(5)]
    for person in everybody:
        join(person, course)
        finish(person, keys[0])
    record(without(plan, *keys[1:]))
    drain()
    assert [course.pk in completed(person) for person in everybody] == [True] * 5


def test_whoever_comes_back_finds_complete_what_became_complete_meanwhile(plan, keys):
    course = record(plan)
    ada = people.learner()
    enrolment = join(ada, course)
    finish(ada, *keys[:2])
    enrolments.leave(enrolment=enrolment, actor=ada.account, at=clock.now())
    course = record(without(plan, keys[2]))
    drain()
    assert course.pk not in completed(ada)
    join(ada, course)
    assert course.pk in completed(ada)


def test_lesson_that_moved_to_another_course_is_done_there_too(plan, keys):
    course = record(plan)
    ada = people.learner()
    join(ada, course)
    finish(ada, keys[0])
    module = ModuleNode(tree(0).outline.course, (LessonNode(keys[0]),))
    target = tree(0)
    target = replace(target, outline=replace(target.outline, modules=(module,)), lesson_slugs=((keys[0], "umgezogen"),))
    record(without(plan, keys[0]))
    enrolment = join(ada, record(target))
    drain()
    enrolment.refresh_from_db()
    assert Fact.objects.filter(person=ada, node=keys[0], kind="completed").count() == 1
    following.catch_up(enrolment, at=clock.now())
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


# Replaced lessons


@pytest.fixture
def author():
    return people.account(Role.AUTHOR)


def confirm(old, new, actor):
    rows = Lesson.objects.select_related("course")
    return replacement.confirm(old=rows.get(pk=old), new=rows.get(pk=new), actor=actor, at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_many_are_carried_over_while_somebody_else_writes(author):
    plan = tree(2)
    old, new = (lesson.key for lesson in plan.outline.lessons())
    course = record(without(plan, new))
    everybody = Person.objects.bulk_create(Person() for _ in range(250))
    Enrolment.objects.bulk_create(
        Enrolment(person=one, course=course, started_outline=course.outline_number, source=EnrolmentSource.SELF)
        for one in everybody[1:]  # one has done it without ever being in the course
    )
    said = {"node": old, "kind": FactKind.COMPLETED, "source": FactSource.STAFF, "effective_at": clock.now()}
    Fact.objects.bulk_create(
        Fact(person=one, course=course, source_key=str(one.pk), recorded_at=clock.now(), **said) for one in everybody
    )
    record(without(plan, old))
    made = confirm(old, new, author)
    with connection.execute_wrapper(Neighbour("courses_enrolment")):
        assert replacement.carry_over(made, at=clock.now()) == 249
    assert Fact.objects.filter(node=new, source=FactSource.MAPPING).count() == 249
    assert replacement.carry_over(made, at=clock.now()) == 0


class Neighbour:
    """Somebody with a connection of their own who writes once, just after a table was read."""

    def __init__(self, table):
        self.start, self.has_written = f'SELECT "{table}"', False

    def __call__(self, execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if sql.startswith(self.start) and not self.has_written:
            self.has_written = True
            neighbour = threading.Thread(target=self.write)
            neighbour.start()
            neighbour.join()
        return found

    def write(self):
        Person.objects.create()
        connection.close()


def test_whoever_did_the_old_lesson_has_done_the_new_one(plan, keys, author):
    course = record(without(plan, keys[2]))
    ada, other = people.learner(), people.learner()
    for person in (ada, other):
        join(person, course)
    finish(ada, keys[0])
    record(without(plan, keys[0]))
    made = confirm(keys[0], keys[2], author)
    finish(ada, keys[1])  # between the author's word and the job
    drain()
    assert {keys[0], keys[1], keys[2], course.pk} <= completed(ada)
    assert keys[2] not in completed(other)
    assert confirm(keys[0], keys[2], author) == made
    assert Fact.objects.filter(source="mapping").count() == 1


def test_lesson_still_in_the_course_is_not_replaced(plan, keys, author):
    record(plan)
    with pytest.raises(NotReplaced):
        confirm(keys[0], keys[1], author)
    record(without(plan, keys[0]))
    with pytest.raises(NotReplaced):
        confirm(keys[1], keys[1], author)
    with pytest.raises(LessonUnknown):
        confirm(keys[1], keys[0], author)
    with pytest.raises(NotAllowed):
        confirm(keys[0], keys[1], people.account(Role.TRAINER))

"""Who may, in courses: one allowed and one refused actor each."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from cohorts.domain import cohort
from core import clock
from courses import policies
from courses.enums import Access, EnrolmentSource, Joining
from people.enums import Role
from tests.factories import invitations, people
from tests.factories.courses import join, record, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return record(tree(1))


@pytest.fixture
def ada():
    return people.learner("Ada Demir")


@pytest.fixture
def coordinator():
    return people.account(Role.COORDINATOR)


def trainer_of(person, course, coordinator):
    trainer = people.account(Role.TRAINER)
    join(person, course)
    group = cohort.form(course=course, name="Mittwoch", actor=coordinator)
    cohort.assign(cohort=group, trainer=trainer, actor=coordinator)
    cohort.join(cohort=group, person=person, actor=coordinator)
    return trainer, group


def test_lessons_are_read_by_anyone_or_by_members_and_writers(course, ada):
    visitor, writer = AnonymousUser(), people.account(Role.AUTHOR)
    assert policies.may_read(visitor, course, None)
    course.access = Access.MEMBERS
    assert not policies.may_read(visitor, course, None)
    assert not policies.may_read(ada.account, course, None)
    assert policies.may_read(ada.account, course, join(ada, course))
    assert policies.may_read(writer, course, None)


def test_people_join_by_the_door_the_course_has(course, ada):
    other = people.learner()
    assert policies.may_enrol(ada.account, course, ada, EnrolmentSource.SELF)
    assert not policies.may_enrol(other.account, course, ada, EnrolmentSource.SELF)
    course.joining = Joining.INVITATION
    assert not policies.may_enrol(ada.account, course, ada, EnrolmentSource.SELF)
    assert policies.may_enrol(ada.account, course, ada, EnrolmentSource.INVITATION)
    assert not policies.may_enrol(AnonymousUser(), course, ada, EnrolmentSource.INVITATION)


def test_only_the_person_does_and_saves(course, ada, coordinator):
    enrolment = join(ada, course)
    assert policies.may_do(ada.account, enrolment)
    assert not policies.may_do(coordinator, enrolment)


@pytest.mark.parametrize("policy", [policies.may_decide, policies.may_see_progress])
def test_trainers_decide_for_their_people_while_they_train_them(policy, course, ada, coordinator):
    trainer, group = trainer_of(ada, course, coordinator)
    assert policy(trainer, ada)
    assert policy(coordinator, ada)
    assert not policy(people.account(Role.TRAINER), ada)
    cohort.leave(cohort=group, person=ada, actor=coordinator, at=clock.now() + timedelta(seconds=1))
    assert not policy(trainer, ada)


def test_reviewing_is_for_trainers_of_the_person(course, ada, coordinator):
    trainer, _group = trainer_of(ada, course, coordinator)
    assert policies.may_review(trainer, ada, course)
    assert not policies.may_review(people.account(Role.AUTHOR), ada, course)


def test_own_progress_is_seen_and_never_decided(course, ada, coordinator):
    own = people.person("Kim", account=coordinator)
    assert policies.may_see_progress(coordinator, own)
    assert not policies.may_decide(coordinator, own)
    assert own not in policies.people_seen(coordinator)
    assert ada in policies.people_seen(coordinator)
    assert not policies.people_seen(ada.account).exists()


def test_staff_invite_and_others_do_not(course, ada):
    trainer = people.account(Role.TRAINER)
    made = invitations.invitation(course, created_by=trainer)
    for actor, allowed in ((trainer, True), (ada.account, False), (AnonymousUser(), False)):
        assert policies.may_see_invitations(actor) is allowed
        assert policies.may_invite(actor, course) is allowed
        assert policies.may_revoke(actor, made) is allowed
    course.retired_at = clock.now()
    assert not policies.may_invite(trainer, course)
    assert policies.may_revoke(trainer, made)
    assert policies.may_revoke(people.account(Role.COORDINATOR), made)
    assert not policies.may_revoke(people.account(Role.TRAINER), made)


def test_authors_decide_what_stands_in_a_course(course):
    assert policies.may_write(people.account(Role.AUTHOR), course)
    assert not policies.may_write(people.account(Role.TRAINER), course)

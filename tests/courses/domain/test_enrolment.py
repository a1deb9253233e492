"""Coming into a course: by oneself, by staff, by an invitation."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from core import clock
from core.errors import NotAllowed
from courses import policies
from courses.domain import enrolment, invitation, outline
from courses.enums import EnrolmentSource, Joining
from courses.errors import (
    AlreadyEnrolled,
    CourseRetired,
    InvitationExpired,
    InvitationRevoked,
    InvitationUnknown,
    InvitationUsedUp,
    JoiningClosed,
    NotEnrolled,
    PrerequisiteMissing,
)
from courses.models import Enrolment, Invitation
from courses.outline import AllOf, AnyOf, CourseDone
from people.enums import Role
from tests.factories import invitations, people
from tests.factories.courses import finish, join, record, tree

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.fixture
def ada():
    return people.learner("Ada Demir")


def by_staff(person, course, actor):
    return enrolment.enrol(person=person, course=course, source=EnrolmentSource.STAFF, actor=actor, at=AT)


def test_join_once_and_come_back_to_everything(ada):
    plan = tree(2)
    course = record(plan)
    first = join(ada, course, at=AT)
    with pytest.raises(AlreadyEnrolled):
        join(ada, course, at=AT)
    finish(ada, plan.lesson_slugs[0][0])
    enrolment.leave(enrolment=first, actor=ada.account, at=AT)
    with pytest.raises(NotEnrolled):
        finish(ada, plan.lesson_slugs[1][0])
    assert join(ada, course, at=AT) == first
    assert list(Enrolment.objects.values_list("person", "ended_at", "started_outline")) == [(ada.pk, None, 1)]


def test_closed_door_is_opened_by_an_invitation_or_staff(ada):
    course = record(tree(1, joining=Joining.INVITATION))
    with pytest.raises(JoiningClosed):
        join(ada, course)
    made = invitations.invitation(course)
    invitation.redeem(code=made.code, person=ada, actor=ada.account, at=clock.now())
    other = people.learner()
    by_staff(other, course, people.account(Role.COORDINATOR))
    assert dict(Enrolment.objects.values_list("person", "source")) == {ada.pk: "invitation", other.pk: "staff"}


def test_nobody_is_entered_by_a_stranger_or_by_themselves_as_staff(ada):
    course = record(tree(1))
    coordinator = people.account(Role.COORDINATOR)
    own = people.person("Kim", account=coordinator)
    for person, actor in ((ada, people.account()), (ada, people.account(Role.TRAINER)), (own, coordinator)):
        with pytest.raises(NotAllowed):
            by_staff(person, course, actor)
    with pytest.raises(NotAllowed):
        enrolment.enrol(person=ada, course=course, source=EnrolmentSource.SELF, actor=coordinator, at=AT)
    assert not Enrolment.objects.exists()


def test_trainer_enters_people_that_they_have_entered_themselves():
    trainer = people.account(Role.TRAINER)
    person = people.person("Ohne Konto", entered_by=trainer)
    by_staff(person, record(tree(1)), trainer)
    assert list(Enrolment.objects.values_list("person", "source")) == [(person.pk, "staff")]


def test_course_that_has_ended_takes_nobody_in_and_no_more_work(ada):
    plan = tree(1)
    course = record(plan)
    join(ada, course)
    outline.sync(course.pk, lambda _: None)
    course.refresh_from_db()
    with pytest.raises(CourseRetired):
        join(people.learner(), course)
    with pytest.raises(CourseRetired):
        finish(ada, plan.lesson_slugs[0][0])


def test_prerequisites_are_said_in_sentences_until_they_are_met(ada):
    plans = [tree(1), tree(1), tree(1)]
    one, two, three = (record(plan) for plan in plans)
    wanted = AllOf((CourseDone(one.pk), AnyOf((CourseDone(two.pk), CourseDone(three.pk)))))
    course = record(tree(1, requires=wanted))
    names = [plan.texts[0].title for plan in plans]
    with translation.override("en"), pytest.raises(PrerequisiteMissing) as refusal:
        join(ada, course)
    assert str(refusal.value) == (
        f"First complete the course “{names[0]}”. First complete one of these: {names[1]}, {names[2]}."
    )
    for done, plan in ((one, plans[0]), (three, plans[2])):
        join(ada, done)
        finish(ada, plan.lesson_slugs[0][0])
    assert join(ada, course).course == course


def test_staff_may_enter_a_person_before_the_prerequisites(ada):
    first = record(tree(1))
    course = record(tree(1, requires=CourseDone(first.pk)))
    made = invitations.invitation(course)
    with pytest.raises(PrerequisiteMissing):
        invitation.redeem(code=made.code, person=ada, actor=ada.account, at=clock.now())
    made.refresh_from_db()
    assert made.uses == 0
    by_staff(ada, course, people.account(Role.COORDINATOR))


# Invitations


def redeem(made, person, at=None):
    return invitation.redeem(code=made.code, person=person, actor=person.account, at=at or clock.now())


@pytest.mark.parametrize("typed", ["{0}", "{0:-<9}", " {0} ", "lower", "dashed"])
def test_code_is_understood_however_it_is_typed(ada, typed):
    made = invitations.invitation(record(tree(1)))
    code = made.code.lower() if typed == "lower" else typed.format(made.code)
    code = f"{made.code[:4]}-{made.code[4:]}" if typed == "dashed" else code
    assert invitation.look_up(code=code, at=clock.now()) == made


@pytest.mark.parametrize("code", ["", "nichts", "\0", "A" * 5000, "💥💥💥💥💥💥💥💥", "' OR 1=1 --"])
def test_unknown_code_is_unknown(ada, code):
    with pytest.raises(InvitationUnknown):
        invitation.redeem(code=code, person=ada, actor=ada.account, at=AT)


def test_expired_revoked_and_used_up_change_nothing(ada):
    course = record(tree(1))
    now = clock.now()
    cases = [
        (invitations.invitation(course, expires_at=now), InvitationExpired),
        (invitations.invitation(course, revoked_at=now), InvitationRevoked),
        (invitations.invitation(course, uses=1, max_uses=1), InvitationUsedUp),
    ]
    before = list(Invitation.objects.order_by("pk").values())
    for made, refusal in cases:
        with pytest.raises(refusal):
            redeem(made, ada, now)
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert not Enrolment.objects.exists()


def test_invitation_holds_until_its_last_moment(ada):
    made = invitations.invitation(record(tree(1)), expires_at=AT)
    assert redeem(made, ada, AT - timedelta(microseconds=1))
    with pytest.raises(InvitationExpired):
        redeem(made, people.learner(), AT)


def test_same_person_again_takes_no_second_place(ada):
    made = invitations.invitation(record(tree(1)), max_uses=2)
    redeem(made, ada)
    with pytest.raises(AlreadyEnrolled):
        redeem(made, ada)
    made.refresh_from_db()
    assert made.uses == 1


def test_invitation_of_a_course_that_has_ended_is_unknown(ada):
    course = record(tree(1))
    made = invitations.invitation(course)
    outline.sync(course.pk, lambda _: None)
    with pytest.raises(InvitationUnknown):
        redeem(made, ada)


def test_only_staff_make_and_end_invitations():
    course = record(tree(1))
    trainer, stranger = people.account(Role.TRAINER), people.account(Role.AUTHOR)
    given = {"course": course, "max_uses": 3, "expires_at": AT + timedelta(days=1), "at": AT}
    made = invitation.create(actor=trainer, **given)
    with pytest.raises(NotAllowed):
        invitation.create(actor=stranger, **given)
    with pytest.raises(NotAllowed):
        invitation.revoke(invitation=made, actor=stranger, at=AT)
    with pytest.raises(InvitationExpired):
        invitation.create(actor=trainer, **given | {"expires_at": AT})
    invitation.revoke(invitation=made, actor=trainer, at=AT)
    invitation.revoke(invitation=made, actor=trainer, at=AT + timedelta(hours=1))
    made.refresh_from_db()
    assert (made.revoked_at, made.max_uses) == (AT, 3)


def test_who_made_the_invitation_accompanies_those_in_the_course_by_it(ada):
    trainer, other = people.account(Role.TRAINER), people.account(Role.TRAINER)
    course = record(tree(1, joining="invitation"))
    made, stranger = invitations.invitation(course, created_by=trainer), people.learner("Yusuf Demir")
    for person, into in ((ada, made), (stranger, invitations.invitation(course))):
        invitation.redeem(code=into.code, person=person, actor=person.account, at=AT)
    assert (list(policies.people_seen(trainer)), list(policies.people_seen(other))) == ([ada], [])
    assert policies.may_decide(trainer, ada)
    held = Enrolment.objects.get(person=ada)
    enrolment.leave(enrolment=held, actor=trainer, at=AT)
    assert not policies.may_see_progress(trainer, ada)
    again = invitations.invitation(course, created_by=other)
    invitation.redeem(code=again.code, person=ada, actor=ada.account, at=AT)
    assert [policies.may_see_progress(actor, ada) for actor in (trainer, other)] == [False, True]

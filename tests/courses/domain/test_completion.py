"""What staff decide, and what they take back."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import NotAllowed
from core.models import AuditEntry
from courses.domain import completion, enrolment, outline
from courses.enums import Reason
from courses.errors import AlreadyCorrected, AlreadyDone, LessonUnknown, NotEnrolled, ReasonMissing
from courses.models import Enrolment, Fact
from courses.queries.progress import progress_of
from people.enums import Role
from tests.factories import people
from tests.factories.courses import finish, join, record, tree

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


class Desk:
    """A coordinator, and a person in a course of two modules of two lessons each."""

    def __init__(self):
        self.plan = tree(2, 2)
        self.course = record(self.plan)
        self.person = people.learner()
        self.enrolment = join(self.person, self.course, at=AT)
        self.staff = people.account(Role.COORDINATOR)
        self.lessons = [lesson.key for lesson in self.plan.outline.lessons()]
        self.modules = [module.key for module in self.plan.outline.modules]
        self.at = AT

    def decide(self, act, node, **changes):
        self.at += timedelta(hours=1)
        given = {"person": self.person, "course": self.course, "actor": self.staff, "reason": Reason.KNOWN}
        return act(node=node, at=self.at, **given | changes)

    def correct(self, fact, **changes):
        self.at += timedelta(hours=1)
        return completion.correct(
            **{"fact": fact, "reason": Reason.ERROR, "actor": self.staff, "at": self.at} | changes
        )

    @property
    def progress(self):
        return progress_of(self.enrolment, outline.current(self.course), self.at)

    def finish(self, *lessons):
        self.at += timedelta(hours=1)
        finish(self.person, *lessons, at=self.at)


@pytest.fixture
def desk():
    return Desk()


def test_staff_complete_the_course_with_a_reason_that_stands_in_the_entry(desk):
    assert desk.decide(completion.complete, desk.course.pk, reason=Reason.ORAL).course.is_done
    fact = Fact.objects.get(node=desk.course.pk)
    assert (fact.kind, fact.source, fact.reason, fact.actor) == ("completed", "staff", "oral", desk.staff)
    assert Enrolment.objects.get().completed_at == desk.at
    entry = AuditEntry.objects.get(verb="fact.completed")
    assert (entry.actor, entry.person_id, entry.reason) == (desk.staff, desk.person.pk, "oral")


def test_module_left_out_demands_nothing_and_says_so(desk):
    desk.decide(completion.waive, desk.modules[0], reason=Reason.ADAPTED)
    assert (desk.progress[desk.modules[0]].waived, desk.progress.next_lesson) == (True, desk.lessons[2])
    desk.finish(*desk.lessons[2:])
    assert desk.progress.course.is_done


@pytest.mark.parametrize("act", [completion.complete, completion.waive])
def test_decisions_are_refused_with_their_names(desk, act):
    own = people.person("Kim", account=desk.staff)
    join(own, desk.course)
    with pytest.raises(NotAllowed):
        desk.decide(act, desk.lessons[0], person=own)
    with pytest.raises(NotAllowed):
        desk.decide(act, desk.lessons[0], actor=desk.person.account)
    with pytest.raises(NotAllowed):
        desk.decide(act, desk.lessons[0], actor=people.account(Role.TRAINER))
    with pytest.raises(ReasonMissing):
        desk.decide(act, desk.lessons[0], reason="weil")
    with pytest.raises(LessonUnknown):
        desk.decide(act, desk.person.pk)
    with pytest.raises(NotEnrolled):
        desk.decide(act, desk.lessons[0], person=people.learner())
    desk.finish(desk.lessons[0])
    with pytest.raises(AlreadyDone):
        desk.decide(act, desk.lessons[0])
    assert not Fact.objects.filter(source="staff").exists()


def test_entry_taken_back_opens_whatever_rested_on_it_alone(desk):
    desk.finish(*desk.lessons)
    assert desk.progress.course.is_done
    mark = Fact.objects.get(node=desk.lessons[0], kind="done")
    desk.correct(mark)
    progress = desk.progress
    open_again = {desk.lessons[0], desk.modules[0]}
    assert {key for key, node in progress.nodes.items() if not node.is_done} == open_again
    assert (progress.course.is_done, Enrolment.objects.get().completed_at) == (False, None)
    desk.decide(completion.complete, desk.lessons[0])
    assert desk.progress.course.is_done
    assert Fact.objects.filter(pk=mark.pk).exists()  # history stays


def test_waiver_taken_back_demands_the_module_again(desk):
    desk.decide(completion.waive, desk.modules[0])
    desk.finish(*desk.lessons[2:])
    desk.correct(Fact.objects.get(kind="waived"))
    assert (desk.progress.course.is_done, desk.progress.lessons_done) == (False, 2)
    assert desk.progress.next_lesson == desk.lessons[0]


def test_completion_with_another_ground_stays(desk):
    desk.decide(completion.complete, desk.course.pk)
    desk.finish(desk.lessons[0])
    desk.correct(Fact.objects.get(node=desk.lessons[0], kind="done"))
    assert desk.progress.course.is_done
    assert Enrolment.objects.get().completed_at is not None


def test_correction_is_made_once_by_staff_with_a_reason(desk):
    desk.finish(desk.lessons[0])
    mark = Fact.objects.get(kind="done")
    with pytest.raises(ReasonMissing):
        desk.correct(mark, reason="")
    with pytest.raises(NotAllowed):
        desk.correct(mark, actor=desk.person.account)
    desk.correct(mark)
    with pytest.raises(AlreadyCorrected):
        desk.correct(mark)
    with pytest.raises(AlreadyCorrected):
        desk.correct(Fact.objects.filter(kind="correction").first())


def test_done_and_taken_back_again_and_again(desk):
    for _ in range(3):
        desk.decide(completion.complete, desk.lessons[0])
        assert desk.progress[desk.lessons[0]].is_done
        desk.correct(Fact.objects.filter(node=desk.lessons[0], kind="completed", corrected_by=None).get())
        assert not desk.progress[desk.lessons[0]].is_done


def test_staff_mend_the_entries_of_somebody_who_left(desk):
    desk.finish(desk.lessons[0])
    enrolment.leave(enrolment=desk.enrolment, actor=desk.person.account, at=desk.at)
    desk.correct(Fact.objects.get(kind="done"))
    assert not desk.progress[desk.lessons[0]].is_done

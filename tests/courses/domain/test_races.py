"""Everybody at once, with real threads on both databases; before PostgreSQL a proxy widens each window."""

import threading
from collections import Counter

import pytest
from django.db import connection, transaction

from cms.derive import derive
from cms.models import LessonPage
from core import clock
from courses.domain import enrolment, invitation, outline
from courses.domain import lesson as lessons
from courses.enums import EnrolmentSource, FactKind
from courses.models import Enrolment, Fact, Invitation, Lesson, NodeText
from tests.factories import invitations, pages, people
from tests.factories.courses import enrol
from tests.races import at_once, slowed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fixtures, pytest.mark.xdist_group("races")]


@pytest.fixture
def through_proxy(transactional_db, fixtures):
    connection.ensure_connection()  # this thread's own stays direct
    with slowed(fixtures.parent / "tools" / "faultproxy.py"):
        yield


@pytest.fixture
def rounds(proof) -> range:
    return range(proof.size(small=2, full=25))


def only_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, with or without a lock of ours")


def test_joining_many_times_at_once_is_one_enrolment(through_proxy, rounds):
    course = pages.record(pages.course([1]))
    for _round in rounds:
        person = people.learner()

        def join(number: int, person=person) -> None:
            enrolment.enrol(
                person=person, course=course, source=EnrolmentSource.SELF, actor=person.account, at=clock.now()
            )

        assert at_once(8, join) == Counter(done=1, AlreadyEnrolled=7)
        assert Enrolment.objects.filter(person=person).count() == 1


def test_completing_at_once_writes_each_fact_once_and_tells_it_once(through_proxy, rounds):
    page = pages.course([2])
    found = list(Lesson.objects.filter(course=page.translation_key))
    for _round in rounds:
        person = people.learner()
        enrol(person, page)

        def finish(number: int, person=person) -> None:
            lessons.finish(person=person, lesson=found[number % 2], actor=person.account, at=clock.now())

        assert at_once(8, finish) == Counter(done=8)
        facts = Counter(Fact.objects.filter(person=person).values_list("kind", flat=True))
        assert facts == {FactKind.DONE: 2, FactKind.COMPLETED: 4}  # two lessons, the module, the course
        assert Enrolment.objects.get(person=person).completed_at is not None


def redeemed_by_twenty() -> tuple[Counter[str], int, int]:
    """What twenty strangers got who all typed the code of an invitation with one place, who is in, and what it says."""
    made = invitations.invitation(max_uses=1)
    strangers = [people.learner() for _ in range(20)]

    def redeem(number: int) -> None:
        person = strangers[number]
        invitation.redeem(code=made.code, person=person, actor=person.account, at=clock.now())

    got = at_once(20, redeem)
    return got, Enrolment.objects.filter(course=made.course).count(), Invitation.objects.get(pk=made.pk).uses


RIGHT = (Counter(done=1, InvitationUsedUp=19), 1, 1)


def test_one_place_is_taken_by_one_of_twenty(through_proxy, rounds):
    assert [redeemed_by_twenty() for _round in rounds] == [RIGHT for _round in rounds]


def test_twin_without_the_lock_lets_more_in(through_proxy, monkeypatch):
    only_postgres()
    monkeypatch.setattr(invitation, "locked", lambda rows: rows)
    assert any(redeemed_by_twenty() != RIGHT for _round in range(5))


def published_by_two(one: LessonPage, two: LessonPage) -> dict[str, str]:
    """The titles in the record after two publishers: the first has read the tree and not written yet when the second comes."""
    has_read, second_is_done = threading.Event(), threading.Event()

    def slowly(key):
        tree = derive(key)
        has_read.set()
        second_is_done.wait(1)
        return tree

    def publish(page: LessonPage, read, done: threading.Event | None = None) -> None:
        try:
            LessonPage.objects.filter(pk=page.pk).update(title=f"Neu {page.pk}")
            outline.sync(key, read)
        finally:
            connection.close()
            if done:
                done.set()

    key = Lesson.objects.get(pk=one.translation_key).course_id
    first = threading.Thread(target=publish, args=(one, slowly))
    first.start()
    assert has_read.wait(30)
    second = threading.Thread(target=publish, args=(two, derive, second_is_done))
    second.start()
    first.join(60)
    second.join(60)
    return dict(
        NodeText.objects.filter(node__in=[one.translation_key, two.translation_key]).values_list("node", "title")
    )


def test_two_publishers_at_once_leave_what_the_pages_say():
    if connection.vendor == "sqlite":
        pytest.skip("the second publisher cannot even save its page meanwhile")
    pages.course([2])
    one, two = LessonPage.objects.order_by("path")
    assert published_by_two(one, two) == {page.translation_key: f"Neu {page.pk}" for page in (one, two)}


def test_twin_without_the_lock_leaves_a_stale_record(monkeypatch):
    only_postgres()
    monkeypatch.setattr(outline, "locked", lambda rows: rows)
    pages.course([2])
    one, two = LessonPage.objects.order_by("path")
    assert published_by_two(one, two) != {page.translation_key: f"Neu {page.pk}" for page in (one, two)}


def test_many_publishers_at_once_leave_what_the_pages_say(through_proxy, rounds):
    course = pages.course([3, 1])
    every = list(LessonPage.objects.order_by("path"))
    for number in rounds:
        wanted = {page.pk: (f"Titel {number}", bool((number + index) % 2)) for index, page in enumerate(every)}

        def publish(index: int, wanted=wanted) -> None:
            page = every[index]
            title, required = wanted[page.pk]
            with transaction.atomic():
                LessonPage.objects.filter(pk=page.pk).update(title=title, required=required)
            outline.sync(course.translation_key, derive)

        assert at_once(len(every), publish) == Counter(done=len(every))
        present = outline.current(pages.record(course))
        assert [node.required for node in present.lessons()] == [wanted[page.pk][1] for page in every]
        titles = NodeText.objects.filter(node__in=[page.translation_key for page in every])
        assert set(titles.values_list("title", flat=True)) == {f"Titel {number}"}

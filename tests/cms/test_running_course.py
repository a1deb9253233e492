"""The author changes a running course: what the people in it find at their addresses."""

import pytest
from django.test import Client

from cms.models import CoursePage, LessonPage, ModulePage
from cms.queries.change import change_of, change_of_leaving, facts_below
from core.jobs.worker import drain
from courses.domain import lesson as lessons
from courses.models import Activity, Attempt, Course, Enrolment, Fact, Lesson
from people.enums import Role
from tests.factories import assessments, pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client):
    person = people.learner("Ada Demir")
    client.force_login(person.account)
    return person


def url_of(page, language="en"):
    found = Lesson.objects.select_related("course").get(pk=page.translation_key)
    return f"/{language}/learn/{found.course.slug}/{found.slug}/"


def course_url(course, language="en"):
    return f"/{language}/learn/{pages.record(course).slug}/"


def unpublish(page):
    with pages.committing():
        type(page).objects.get(pk=page.pk).unpublish()


def rename(page, slug):
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    pages.publish(page)


def test_former_addresses_lead_to_the_present_ones(client: Client):
    course = pages.course([1])
    lesson = LessonPage.objects.get()
    old_course, old_lesson = course_url(course), url_of(lesson)
    rename(course, "neuer-kurs")
    rename(lesson, "neue-lektion")
    assert client.get(old_course)["Location"] == "/en/learn/neuer-kurs/"
    assert client.get(f"{old_lesson}?try=1")["Location"] == "/en/learn/neuer-kurs/neue-lektion/?try=1"
    assert client.get("/en/learn/neuer-kurs/neue-lektion/").status_code == 200


def test_lesson_that_leaves_while_somebody_has_it_open_says_so_in_the_course(client: Client, ada):
    course = pages.course([2])
    enrol(ada, course)
    lesson = LessonPage.objects.order_by("path").first()
    url = url_of(lesson)
    client.get(url)
    unpublish(lesson)
    answer = client.post(f"{url}done/", headers={"referer": f"http://testserver{url}"}, follow=True)
    assert answer.redirect_chain[-1][0] == course_url(course)
    assert answer.content.decode().count("This lesson is no longer part of the course.") == 1
    assert not Fact.objects.exists()
    assert client.get(url)["Location"] == course_url(course)
    assert Client().get(url).status_code == 404


def test_back_button_after_done_changes_nothing(client: Client, ada):
    course = pages.course([2])
    enrol(ada, course)
    first, second = LessonPage.objects.order_by("path")
    for _press in range(2):
        assert client.post(f"{url_of(first)}done/")["Location"] == url_of(second)
    assert Fact.objects.filter(kind="done").count() == 1


def test_ended_course_is_read_by_those_who_were_in_it_and_by_nobody_else(client: Client, ada):
    course = pages.course([2])
    enrol(ada, course)
    done, other = LessonPage.objects.order_by("path")
    client.post(f"{url_of(done)}done/")
    unpublish(course)
    text = client.get(course_url(course)).content.decode()
    assert "This course has ended. What you have done in it is kept." in text
    assert (url_of(done) in text, url_of(other) in text) == (True, False)
    assert client.get(url_of(done)).status_code == 200
    assert client.get(url_of(other)).status_code == 404
    assert "This course has ended." in client.get("/en/my/learning/").content.decode()
    assert client.get(f"/r/{course.translation_key}", follow=True).status_code == 200
    client.post(f"{url_of(other)}done/")
    assert Fact.objects.filter(kind="done").count() == 1
    assert [Client().get(url).status_code for url in (course_url(course), url_of(done))] == [404, 404]


def test_whoever_waited_for_the_removed_lesson_only_reads_that_the_course_is_done(client: Client, ada):
    course = pages.course([2])
    enrolment = enrol(ada, course)
    done, removed = LessonPage.objects.order_by("path")
    client.post(f"{url_of(done)}done/")
    unpublish(removed)
    drain()
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert "You have completed this course." in client.get(course_url(course)).content.decode()


def test_visitor_reads_a_course_in_strict_order_without_waiting(client: Client):
    course = pages.course([2], order="sequence")
    second = LessonPage.objects.order_by("path").last()
    text = client.get(course_url(course)).content.decode()
    assert (url_of(second) in text, "Opens once" in text) == (True, False)
    assert "not open yet" not in client.get(url_of(second)).content.decode()


def test_course_for_members_names_its_lessons_and_links_none(client: Client):
    course = pages.course([1], access="members")
    text = client.get(course_url(course)).content.decode()
    assert ("Lektion 1" in text, url_of(LessonPage.objects.get()) in text) == (True, False)


def test_what_must_be_done_before_is_said_instead_of_the_button(client: Client, ada):
    first = pages.course([1], title="Erste Schritte")
    course = pages.course([1])
    course = CoursePage.objects.get(pk=course.pk)
    stream = course.requirements.stream_block
    (name,) = stream.child_blocks
    course.requirements = stream.to_python([{"type": name, "value": [first.pk]}])
    pages.publish(course)
    words = "First complete the course “Erste Schritte”."
    for url in (course_url(course), f"/en/enrol/{pages.record(course).slug}/"):
        text = client.get(url).content.decode()
        assert (words in text, '<form method="post" action="/en/enrol/' in text) == (True, False)
    client.post(f"/en/enrol/{pages.record(course).slug}/")
    assert not Enrolment.objects.exists()
    enrol(ada, first)
    client.post(f"{url_of(LessonPage.objects.child_of(ModulePage.objects.child_of(first).get()).get())}done/")
    client.post(f"/en/enrol/{pages.record(course).slug}/")
    assert Enrolment.objects.filter(person=ada, course_id=course.translation_key).exists()


def test_desk_says_whom_a_draft_touches(ada):
    course = pages.course([2])
    enrol(ada, course)
    lesson = LessonPage.objects.order_by("path").first()
    lesson.required = False
    lesson.save_revision()
    change = change_of(lesson)
    assert (change.running, change.completed) == (1, 0)
    assert [(one.title, one.people) for one in change.no_longer_required] == [("Lektion 1", 0)]
    lesson.required = True
    assert change_of(lesson).only_texts


def test_page_that_somebody_only_tried_is_archived_and_stays_readable_to_them(ada, client):
    course = pages.course(())
    page = pages.lesson(pages.module(course, 0))
    enrol(ada, course)
    assert facts_below(course) == 0
    Attempt.objects.create(
        person=ada,
        lesson_id=page.translation_key,
        activity=Activity.objects.create(type="reading", title="x"),
        started_at=pages.record(course).created_at,
    )
    assert facts_below(course) == facts_below(page) == 1
    other = people.learner("Somebody Else")
    enrol(other, course)
    unpublish(page)
    answers = {}
    for reader in (ada, other):
        client.force_login(reader.account)
        answers[reader] = client.get(url_of(page)).status_code
    assert answers == {ada: 200, other: 302}
    pages.publish(page)
    record = Lesson.objects.get(pk=page.translation_key)
    lessons.finish(person=ada, lesson=record, actor=ada.account, at=Course.objects.get().created_at)
    assert facts_below(course) == 1


def test_lesson_in_a_module_that_is_a_draft_changes_nothing_yet(ada):
    course = pages.course([1])
    enrol(ada, course)
    module = pages.module(course, 0)
    unpublish(module)
    lesson = pages.lesson(module)
    change = change_of(lesson)
    assert (change.waits_for_module, change.only_texts) == (True, False)


@pytest.fixture
def desk(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(people.account(Role.AUTHOR))

    def said(address: str) -> str:
        page = client.get(address).content.decode()
        return page[page.index('id="change"') : page.index("</section>", page.index('id="change"'))]

    return said


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_confirmation_says_what_leaves_for_whom(ada, client, desk, act):
    course = pages.course([2])
    enrol(ada, course)
    lesson = LessonPage.objects.order_by("path").first()
    client.post(f"{url_of(lesson)}done/")
    for page in (lesson, lesson.get_parent()):
        words = desk(f"/admin/pages/{page.pk}/{act}/")
        assert "„Lektion 1“" in words
        assert "1 Person hat es erledigt" in words
    assert "Der Kurs verlässt die Website" in desk(f"/admin/pages/{course.pk}/{act}/")


def test_confirmation_says_what_a_move_changes_in_both_courses(ada, desk):
    one, other = pages.course([1], title="Eins"), pages.course([1], title="Zwei")
    enrol(ada, one)
    lesson = LessonPage.objects.descendant_of(one).get()
    module = ModulePage.objects.descendant_of(other).get()
    words = desk(f"/admin/pages/{lesson.pk}/move/{module.pk}/confirm/")
    assert (words.index("Gehört nicht mehr zum Kurs") < words.index("Neu:"), words.count("„Lektion 1“")) == (True, 2)


def test_move_inside_a_course_changes_the_order_alone(ada):
    course = pages.course([2, 1])
    enrol(ada, course)
    first = LessonPage.objects.order_by("path").first()
    (change,) = change_of_leaving(first, ModulePage.objects.order_by("path").last())
    assert (change.added, change.removed, change.reordered) == ((), (), True)
    (change,) = change_of_leaving(course, pages.track("mentors"))
    assert change.unchanged


def test_forms_of_live_activities_and_checks_say_where_and_how_many(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    made = assessments.assessment(assessments.item())
    activity = Activity.objects.create(type="quiz", title="Kurz geprüft", config={"assessment": made.pk})
    course = pages.course(())
    lesson = pages.lesson(pages.module(course, 0), activity)
    for name in ("Eins", "Zwei"):
        Attempt.objects.create(
            person=people.learner(name),
            lesson_id=lesson.translation_key,
            activity=activity,
            started_at=pages.record(course).created_at,
        )
    client.force_login(people.account(Role.AUTHOR))
    for address in (f"/admin/activities/{activity.pk}/", f"/admin/checks/edit/{made.pk}/"):
        page = client.get(address).content.decode()
        assert (f"/admin/pages/{lesson.pk}/edit/" in page, "2 Personen haben damit begonnen." in page) == (True, True)

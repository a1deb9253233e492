"""A piece to read in a real lesson, by plain forms."""

import pytest

from courses.models import Activity, ActivityText
from tests.factories import pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    body = '<h3>Wer entscheidet?</h3><p>Der <b>Rat</b>.<script>alert(1)</script> <a href="javascript:x()">x</a></p>'
    activity = Activity.objects.create(type="reading", title="Zum Lesen", config={"text": {"body": body}})
    ActivityText.objects.create(
        activity=activity, locale="en", title="To read", text={"body": "<p>The council decides.</p>"}
    )
    course = pages.course([])
    page = pages.lesson(pages.module(course, 0), activity, done_by="activities")
    return course, f"/en/learn/{pages.record(course).slug}/{page.slug}/", activity


def test_visitor_reads_and_is_asked_to_join(client, lesson):
    _course, url, _activity = lesson
    page = client.get(url).content.decode()
    assert "The council decides." in page
    assert "I have read this" not in page
    german = client.get(url.replace("/en/", "/de/")).content.decode()
    assert "<h3>Wer entscheidet?</h3><p>Der <b>Rat</b>." in german
    assert "alert(1)" not in german
    assert "javascript:" not in german


def test_tick_completes_the_lesson_without_a_script(client, lesson):
    course, url, activity = lesson
    person = people.learner()
    client.force_login(person.account)
    enrolment = enrol(person, course)
    assert "I have read this" in client.get(url).content.decode()
    answer = client.post(f"{url}do/{activity.pk}/read/", follow=True)
    page = answer.content.decode()
    assert "Noted: you have read this." in page
    assert "You have read this." in page
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    again = client.post(f"{url}do/{activity.pk}/read/")
    assert again["Location"].endswith(f"#a-{activity.pk}")

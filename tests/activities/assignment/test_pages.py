"""The queue, one piece of work, its files, and handing in by a plain form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.assignment.enums import State
from activities.assignment.models import Submission
from core import clock
from core.models import AuditEntry
from courses import runtime
from courses.models import Activity, Enrolment
from people.enums import Role
from tests.factories import pages, people, uploads
from tests.factories.activities import bench
from tests.factories.courses import enrol
from tests.factories.invitations import invitation

pytestmark = pytest.mark.django_db

QUEUE = "/en/staff/assignments/"
CONFIG = {"accepts": ["text", "photo", "voice"], "text": {"prompt": "<p>Fragen Sie im Rathaus.</p>"}}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def handed_in():
    at = bench("assignment", CONFIG, title="Im Rathaus")
    at.act("hand_in", {"text": "Wann tagt der Rat?", "photo": uploads.photo()})
    return at


def work_url():
    return f"{QUEUE}{Submission.objects.get().pk}/"


@pytest.fixture
def coordinator(client):
    account = people.second_factor(people.account(Role.COORDINATOR))
    client.force_login(account)
    return account


def test_queue_shows_the_oldest_first_and_asks_the_same_for_1_and_3(client, coordinator):
    client.get(QUEUE)  # what every page reads once
    titles, counts = [], []
    for number in range(3):
        titles.append(f"Aufgabe {number}")
        bench("assignment", CONFIG, title=titles[-1]).act("hand_in", {"text": "Da."})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(QUEUE)
        assert [row.task for row in page.context["queue"].rows] == titles
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_work_asked_again_is_the_next_thing_until_it_is_handed_in(client):
    task = Activity.objects.create(type="assignment", title="Im Rathaus", config=CONFIG)
    course = pages.course(())
    lesson = pages.lesson(pages.module(course, 0), task, title="Rathaus")
    person, coordinator = people.learner(), people.account(Role.COORDINATOR)
    enrol(person, course)
    client.force_login(person.account)
    lesson_url = f"/en/learn/{pages.record(course).slug}/{lesson.slug}/"
    link = f'class="btn" href="{lesson_url}#a-{task.pk}"'

    def is_next():
        addresses = ("/en/my/learning/", f"/en/learn/{pages.record(course).slug}/")
        return [link in client.get(url).content.decode() for url in addresses]

    client.post(f"{lesson_url}do/{task.pk}/hand_in/", {"text": "Da."})
    work = Submission.objects.get()
    assert is_next() == [False, False]
    runtime.decide(
        attempt=work.attempt_id,
        decision="again",
        payload={"submission": str(work.pk), "comment": "Wann genau?"},
        actor=coordinator,
        at=clock.now(),
    )
    assert is_next() == [True, True]
    client.post(f"{lesson_url}do/{task.pk}/hand_in/", {"text": "Um acht."})
    assert is_next() == [False, False]


def test_work_handed_in_says_so_once(handed_in):
    text = handed_in.html(language="en")
    assert (text.count("Handed in on"), text.count('class="tag"')) == (1, 0)


def test_queue_is_filtered_by_state_and_course(client, coordinator, handed_in):
    other = bench("assignment", CONFIG, title="Anderes")
    other.act("hand_in", {"text": "Da."})
    assert len(client.get(QUEUE).context["queue"].rows) == 2
    assert client.get(f"{QUEUE}?state=seen").context["queue"].rows == ()
    assert client.get(f"{QUEUE}?state=nonsense&course=nonsense").status_code == 200


def test_trainer_sees_only_those_they_accompany(client, handed_in):
    other = bench("assignment", CONFIG, title="Anderes")
    other.act("hand_in", {"text": "Da."})
    trainer = people.account(Role.TRAINER)
    other.person.entered_by = trainer
    other.person.save()
    client.force_login(trainer)
    assert [row.task for row in client.get(QUEUE).context["queue"].rows] == ["Anderes"]
    of_stranger = Submission.objects.get(attempt__person=handed_in.person)
    assert client.get(f"{QUEUE}{of_stranger.pk}/").status_code == 404


def test_work_of_who_joined_by_a_trainers_invitation_waits_for_that_trainer(client, handed_in):
    trainer = people.account(Role.TRAINER)
    Enrolment.objects.update(ended_at=clock.now())  # had come by the open door, and left
    code = invitation(handed_in.course, created_by=trainer).code
    client.force_login(handed_in.person.account)
    assert "sees how far you are" in client.get(f"/en/join/{code}/").content.decode()
    client.post(f"/en/join/{code}/")
    client.force_login(trainer)
    assert [row.task for row in client.get(QUEUE).context["queue"].rows] == ["Im Rathaus"]
    client.force_login(people.account(Role.TRAINER))
    assert client.get(QUEUE).context["queue"].rows == ()


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR, Role.ADVISER, Role.ADMINISTRATOR, None])
def test_queue_and_work_are_not_there_for_others(client, handed_in, role):
    client.force_login(people.account(*([role] if role else [])))
    assert [client.get(url).status_code for url in (QUEUE, work_url(), f"{work_url()}photo/")] == [404, 404, 404]
    assert client.post(work_url(), {"decision": "seen"}).status_code == 404


def test_visitor_is_led_to_sign_in(client, handed_in):
    for url in (QUEUE, work_url(), f"{work_url()}photo/"):
        assert "/account/login/" in client.get(url)["Location"]


def test_reading_a_piece_of_work_is_logged(client, coordinator, handed_in):
    page = client.get(work_url()).content.decode()
    assert "Wann tagt der Rat?" in page
    assert "Fragen Sie im Rathaus." in page
    logged = AuditEntry.objects.get()
    assert (logged.verb, logged.actor, logged.person_id) == ("submission.read", coordinator, handed_in.person.pk)


def test_answer_is_sent_and_shown_in_the_lesson(client, coordinator, handed_in):
    found = Submission.objects.get()
    data = {"submission": found.pk, "decision": "again", "comment": "Bitte mit <b>Datum</b>."}
    answer = client.post(work_url(), data)
    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    found.refresh_from_db()
    assert (found.state, found.comment, found.decided_by) == (State.AGAIN, data["comment"], coordinator)
    assert "Bitte mit &lt;b&gt;Datum&lt;/b&gt;." in handed_in.html()


def test_answer_without_words_keeps_the_form_and_says_why(client, coordinator, handed_in):
    found = Submission.objects.get()
    answer = client.post(work_url(), {"submission": found.pk, "decision": "again", "comment": "  "})
    assert answer.status_code == 409
    assert "Please write what should be different" in answer.content.decode()
    too_long = client.post(work_url(), {"submission": found.pk, "decision": "seen", "comment": "y" * 3001})
    assert (too_long.status_code, "y" * 3001 in too_long.content.decode()) == (422, True)
    assert client.post(work_url(), {"submission": "x", "decision": "nonsense"}).status_code == 422
    found.refresh_from_db()
    assert found.state == State.HANDED_IN


def test_file_goes_to_its_person_and_their_staff_as_an_attachment(client, coordinator, handed_in):
    url = f"{work_url()}photo/"
    for account in (coordinator, handed_in.person.account):
        client.force_login(account)
        answer = client.get(url)
        body = b"".join(answer.streaming_content)
        assert (answer.status_code, answer["Content-Type"], body[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert "sandbox" in answer["Content-Security-Policy"]
    client.force_login(people.learner("Omar Aziz").account)
    assert client.get(url).status_code == 404


def test_file_that_is_not_there_is_404(client, coordinator, handed_in):
    assert client.get(f"{work_url()}voice/").status_code == 404
    assert client.get(f"{work_url()}attempt/").status_code == 404
    assert client.get(f"{QUEUE}00000000-0000-7000-8000-000000000000/").status_code == 404
    Submission.objects.get().photo.storage.delete(Submission.objects.get().photo.name)
    assert client.get(f"{work_url()}photo/").status_code == 404


@pytest.fixture
def lesson(client):
    """A real page with the task, and a learner signed in who joined."""
    activity = Activity.objects.create(type="assignment", title="Im Rathaus", config=CONFIG)
    course = pages.course([])
    page = pages.lesson(pages.module(course, 0), activity)
    person = people.learner()
    enrol(person, course)
    client.force_login(person.account)
    return f"/en/learn/{pages.record(course).slug}/{page.slug}/", activity


def test_plain_form_hands_in_text_and_photo(client, lesson):
    url, activity = lesson
    page = client.get(url).content.decode()
    assert 'enctype="multipart/form-data"' in page
    answer = client.post(f"{url}do/{activity.pk}/hand_in/", {"text": "Hier.", "photo": uploads.photo()}, follow=True)
    assert "Handed in." in answer.content.decode()
    made = Submission.objects.get()
    assert (made.text, bool(made.photo), bool(made.voice)) == ("Hier.", True, False)


def test_refused_form_comes_back_with_what_was_typed(client, lesson):
    url, activity = lesson
    bad = uploads.SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    answer = client.post(f"{url}do/{activity.pk}/hand_in/", {"text": "Mein langer Text", "photo": bad})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ">Mein langer Text</textarea>" in page
    assert "This file is no photo that we can read." in page
    assert Submission.objects.count() == 0


def test_visitor_reads_the_task_and_is_asked_to_join(client, lesson):
    url, _activity = lesson
    client.logout()
    page = client.get(url).content.decode()
    assert "Fragen Sie im Rathaus." in page
    assert "<textarea" not in page

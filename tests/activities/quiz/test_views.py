"""The quiz in the learner's lesson, as a browser without scripts and a phone with them see it."""

from datetime import timedelta
from decimal import Decimal
from html import unescape
from re import findall

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.enums import Mode
from assessments.errors import NothingAnswered
from assessments.models import Response, Section, Sitting
from cms.models import LessonPage
from core import clock
from courses.errors import LessonUnknown
from courses.models import Activity, Attempt, Fact, Lesson
from tests.factories import assessments as make
from tests.factories import pages, people
from tests.factories.assessments import given
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


class Place:
    """A live lesson with a quiz, and its addresses."""

    def __init__(self, assessment=None):
        self.course = pages.course(())
        placed = (
            [Activity.objects.create(type="quiz", title="Kurz geprüft", config={"assessment": assessment.pk})]
            if assessment
            else []
        )
        self.activity = placed[0] if placed else None
        lesson = pages.lesson(pages.module(self.course, 0), *placed)
        self.url = f"/en/learn/{pages.record(self.course).slug}/{Lesson.objects.get(pk=lesson.translation_key).slug}/"

    def do(self, action):
        return f"{self.url}do/{self.activity.pk}/{action}/"

    def join(self, client):
        person = people.learner("Ada Demir")
        client.force_login(person.account)
        enrol(person, self.course)
        return person


def test_test_is_taken_with_plain_forms(client: Client):
    one, two = make.item(), make.item(draft=make.number_draft())
    place = Place(make.assessment(one, two, pass_share=Decimal("0.5")))
    place.join(client)
    assert "Start" in client.get(place.url).content.decode()
    answer = client.post(place.do("start"))
    assert answer["Location"] == f"{place.url}#a-{place.activity.pk}"
    client.post(place.do("save"), given({one: "b", two: ""}))
    page = client.get(place.url).content.decode()
    assert page.count(" checked>") == 1
    client.post(place.do("submit"), given({one: "b", two: "17"}))
    page = client.get(place.url).content.decode()
    assert "1 of 2 right." in page
    assert "Passed." in page
    assert Fact.objects.filter(kind="passed").count() == 1


def test_script_saves_one_answer_and_is_refused_in_words(client: Client):
    one = make.item()
    place = Place(make.assessment(one))
    place.join(client)
    client.post(place.do("start"))
    headers = {"Accept": "application/json"}
    fields = given({one: "b"}, client="abc123", n="1")
    saved = client.post(place.do("save"), fields, headers=headers)
    assert (saved.status_code, saved.json()) == (200, {"saved": [str(one.current_id)], "left": None})
    assert client.post(place.do("save"), fields, headers=headers).json() == saved.json()
    refused = client.post(place.do("save"), given({one: "z"}), headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (409, "AnswerUnknown")
    assert list(Response.objects.values_list("client", "n", "data")) == [("abc123", 1, ["b"])]


def test_refusal_of_a_plain_form_is_a_message_and_keeps_what_was_saved(client: Client):
    one = make.item(draft=make.text_draft("Bundestag"))
    place = Place(make.assessment(one))
    place.join(client)
    client.post(place.do("start"))
    client.post(place.do("save"), given({one: "Bundes"}))
    answer = client.post(place.do("submit"), given({one: "x" * 1000}), follow=True)
    assert "Your answer is too long." in unescape(answer.content.decode())
    assert 'value="Bundes"' in answer.content.decode()


def test_refused_form_names_the_lesson_in_the_other_languages(client: Client):
    place = Place(make.assessment(one := make.item(draft=make.text_draft("Bundestag"))))
    place.join(client)
    client.post(place.do("start"))
    answer = client.post(place.do("submit"), given({one: "x" * 1000}))
    assert answer.status_code == 409
    links = findall(r'href="(/(?:de|ar)/[^"]*)" hreflang', answer.content.decode())
    assert set(links) == {place.url.replace("/en/", f"/{code}/", 1) for code in ("de", "ar")}


def test_refused_form_in_a_lesson_that_has_just_left_leads_to_the_course(client: Client):
    place = Place(make.assessment(one := make.item(draft=make.text_draft("Bundestag"))))
    place.join(client)
    page = LessonPage.objects.get()
    with pages.committing():
        page.unpublish()
    answer = client.post(place.do("submit"), given({one: "Bundestag"}))
    assert (answer.status_code, answer["Location"]) == (302, place.url.rsplit("/", 2)[0] + "/")
    assert str(LessonUnknown()) in unescape(client.get(answer["Location"]).content.decode())


@pytest.mark.parametrize("mode", [Mode.TEST, Mode.SELF_CHECK])
def test_second_attempt_offers_the_choice_of_the_start_again(client: Client, mode):
    bank = make.bank()
    money = [make.item(bank, tags=[tag]) for tag in ("thema-wahl", "thema-geld")][1]
    made = make.assessment(mode=mode)
    Section.objects.create(assessment=made, sort_order=1, bank=bank, tag="thema-", draw=1, chosen=True)
    place = Place(made)
    place.join(client)
    client.post(place.do("start"), {"option": "geld"})
    client.post(place.do("submit"), given({money: "b"}))
    page = client.get(place.url).content.decode()
    assert findall(r'<option value="(\w+)" lang="de"( selected)?>', page) == [("geld", " selected"), ("wahl", "")]
    client.post(place.do("start"), {"option": "wahl"})
    assert list(Sitting.objects.order_by("attempt__n").values_list("option", flat=True)) == ["geld", "wahl"]


def test_check_without_an_answer_comes_back_with_words_at_the_questions(client: Client):
    one = make.item()
    place = Place(make.assessment(one, mode=Mode.SELF_CHECK))
    place.join(client)
    answer = client.post(place.do("submit"), {"seen": str(one.current_id)})
    section = unescape(answer.content.decode()).partition('<section class="card quiz"')[2]
    assert answer.status_code == 409
    assert f'role="alert">{NothingAnswered()}' in section
    assert "right answer" not in section
    assert Attempt.objects.count() == 0


def test_failed_check_says_what_is_open_and_offers_another_try(client: Client):
    items = [make.item() for _ in range(4)]
    place = Place(make.assessment(*items, mode=Mode.SELF_CHECK, pass_share=Decimal("0.5")))
    place.join(client)
    client.post(place.do("submit"), given({items[0]: "b"}))
    client.post(f"{place.url}done/")
    page = client.get(place.url).content.decode()
    assert f'<a href="#a-{place.activity.pk}" lang="de" dir="ltr">Kurz geprüft</a> (2 of 4 points needed)' in page
    assert '<button type="submit" class="btn">Try again' in page
    client.post(place.do("start"))
    client.post(place.do("submit"), given({items[0]: "b", items[1]: "b"}))
    page = client.get(place.url).content.decode()
    assert "points needed" not in page
    assert '<button type="submit" class="btn quiet">Try again' in page


def test_strangers_sitting_cannot_be_reached(client: Client):
    one = make.item()
    place = Place(make.assessment(one))
    place.join(client)
    client.post(place.do("start"))
    other = Client()
    assert other.post(place.do("save"), given({one: "b"})).status_code == 404
    stranger = people.learner("Omar Aziz")
    other.force_login(stranger.account)
    refused = other.post(place.do("save"), given({one: "b"}), headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["error"]) == (409, "NotEnrolled")
    assert (Response.objects.count(), Attempt.objects.count()) == (0, 1)


def test_visitor_practises_by_get_and_carries_the_answers_over(client: Client):
    one, two = make.item(), make.item()
    place = Place(make.assessment(one, two, mode=Mode.SELF_CHECK))
    fields = {"try": str(place.activity.pk), "tried": "1", "seed": "1"} | given({one: "b", two: "a"})
    page = client.get(place.url, fields).content.decode()
    assert "1 of 2 right." in page
    assert Attempt.objects.count() == 0
    carried = findall(r'name="carry" value="([^"]+)"', page)[0]
    person = people.learner("Ada Demir")
    client.force_login(person.account)
    client.post(f"/en/enrol/{pages.record(place.course).slug}/", {"carry": carried})
    assert Sitting.objects.get(attempt__person=person).right == 1


def test_deadline_that_passed_is_settled_by_the_next_look(client: Client):
    one = make.item()
    place = Place(make.assessment(one, minutes=10))
    place.join(client)
    client.post(place.do("start"))
    client.post(place.do("save"), given({one: "b"}))
    past = clock.now() - timedelta(minutes=11)
    Sitting.objects.update(started_at=past, deadline=past + timedelta(minutes=10))
    state = Attempt.objects.get().state
    state.data = {"deadline": (past + timedelta(minutes=10)).isoformat()}
    state.save()
    assert "1 of 1 right." in client.get(place.url).content.decode()
    assert Fact.objects.filter(kind="completed", quantity=1).count() == 1


def test_quiz_adds_few_queries_to_its_lesson(client: Client):
    plain = Place()
    person = plain.join(client)
    counts = {}
    for number in (0, 5, 50):
        items = [make.item() for _ in range(number)]
        place = Place(make.assessment(*items)) if items else plain
        if items:
            enrol(person, place.course)
            client.post(place.do("start"))
        client.get(place.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(place.url)
        counts[number] = len(queries)
    assert counts[5] == counts[50]
    assert (
        counts[50] - counts[0] <= 2 + 4
    )  # its own two; the runtime's activity, texts and attempt; the block's chooser


@pytest.mark.parametrize("action", ["save", "submit", "start"])
def test_hostile_posts_are_no_server_error(client: Client, action):
    one = make.item(draft=make.text_draft("Bundestag"))
    place = Place(make.assessment(one))
    place.join(client)
    client.post(place.do("start"))
    name = f"item-{one.current_id}"
    for fields in (
        {name: "a\0b"},
        {name: "x" * 10_000_000},
        {"item-1": "a"},
        {"n": "9" * 400},
        {"option": "\0"},
        {"seed": "1\0"},
    ):
        assert client.post(place.do(action), fields).status_code in {302, 409}  # done, or shown again with the reason
    for body in (b"\xff\xfe", b"[]", b'{"item-1": {"a": 1}}', b"9" * 5000, b'{"seen": 1e400}'):
        answer = client.post(
            place.do(action), body, content_type="application/json", headers={"Accept": "application/json"}
        )
        assert answer.status_code in {200, 409}
    assert Response.objects.count() == 0

"""Coming by an invitation, in the browser's words: every refusal is said, and changes nothing."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from courses.models import Enrolment, Invitation
from people.models import Account
from tests.factories import invitations, people
from tests.factories.courses import record, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]


@pytest.fixture
def course():
    return record(tree(1, joining="invitation"))


@pytest.fixture
def ada(client: Client):
    person = people.learner("Ada Demir")
    client.force_login(person.account)
    return person


def form(**changes):
    return {"name": "Leyla Haddad", "of_age": "on", "language": "de", "key": str(uuid.uuid4())} | changes


def test_code_typed_by_hand_leads_to_the_invitation_and_into_the_course(client: Client, ada, course):
    made = invitations.invitation(course)
    typed = f"{made.code[:4].lower()} - {made.code[4:]}"
    answer = client.post("/de/join/", {"code": typed})
    assert answer["Location"] == f"/de/join/{made.code}/"
    joined = [client.post(f"/de/join/{made.code}/") for _click in range(2)]
    assert {answer["Location"] for answer in joined} == {f"/de/learn/{course.slug}/"}
    made.refresh_from_db()
    assert (list(Enrolment.objects.values_list("person", "source")), made.uses) == ([(ada.pk, "invitation")], 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expires_at": clock.now() - timedelta(minutes=1)}, "no longer valid"),
        ({"revoked_at": clock.now()}, "was withdrawn"),
        ({"uses": 3, "max_uses": 3}, "All places"),
    ],
)
def test_ended_invitation_says_why_and_changes_nothing(client: Client, ada, course, fields, words):
    made = invitations.invitation(course, **fields)
    before = Invitation.objects.values().get()
    for answer in (client.get(f"/en/join/{made.code}/"), client.post(f"/en/join/{made.code}/")):
        assert (answer.status_code, words in answer.content.decode()) == (404, True)
        assert f'value="{made.code}"' in answer.content.decode()  # what was typed is kept
    typed = client.post("/en/join/", {"code": made.code})
    assert (typed.status_code, words in typed.content.decode()) == (422, True)
    assert Invitation.objects.values().get() == before
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{"expires_at": clock.now() - timedelta(minutes=1)}, {"revoked_at": clock.now()}, {"uses": 1, "max_uses": 1}],
)
def test_who_is_in_the_course_comes_there_by_an_ended_invitation_too(client: Client, ada, course, fields):
    made = invitations.invitation(course)
    client.post(f"/de/join/{made.code}/")
    Invitation.objects.update(**fields)
    address = f"/de/join/{made.code}/"
    for answer in (client.get(address), client.post(address), client.post("/de/join/", {"code": made.code})):
        assert (answer.status_code, answer["Location"]) == (302, f"/de/learn/{course.slug}/")
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("code", ["zzzzzzzz", "%00", "%F0%9F%92%A5", "a" * 3000, "%3Cscript%3E"])
def test_unknown_code_is_answered_with_words(client: Client, code):
    answer = client.get(f"/en/join/{code}/")
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode().split("</head>")[1]


def test_guessing_codes_is_limited_and_an_invitation_seen_stays_open(client: Client, course):
    made = invitations.invitation(course)
    assert client.get(f"/en/join/{made.code}/").status_code == 200
    answers = [client.get(f"/en/join/GUESS{number:03}/").status_code for number in range(61)]
    assert answers == [404] * 59 + [429] * 2
    assert client.post("/en/join/", {"code": "GUESS999"}).status_code == 429
    assert "too many tries" in client.get("/en/join/GUESS999/").content.decode()
    assert client.get(f"/en/join/{made.code}/").status_code == 200


def test_stranger_signs_up_and_is_in_with_one_form_even_twice(client: Client, course):
    made = invitations.invitation(course, max_uses=5)
    filled = form()
    answers = [client.post(f"/de/join/{made.code}/", filled), Client().post(f"/de/join/{made.code}/", filled)]
    assert [answer.status_code for answer in answers] == [302, 302]
    made.refresh_from_db()
    assert (Account.objects.count(), Enrolment.objects.count(), made.uses) == (1, 1, 1)


def test_form_with_a_mistake_keeps_what_was_typed_and_takes_no_place(client: Client, course):
    made = invitations.invitation(course)
    answer = client.post(f"/en/join/{made.code}/", form(of_age="", contact="not an address"))
    text = answer.content.decode()
    assert (answer.status_code, 'value="Leyla Haddad"' in text, 'value="not an address"' in text) == (422, True, True)
    made.refresh_from_db()
    assert (Account.objects.count(), made.uses) == (0, 0)


def test_invitation_that_ends_while_the_form_is_filled_leaves_no_account_behind(client: Client, course):
    made = invitations.invitation(course, max_uses=1)
    client.get(f"/en/join/{made.code}/")
    Invitation.objects.update(uses=1)
    answer = client.post(f"/en/join/{made.code}/", form())
    assert "All places" in answer.content.decode()
    assert not Account.objects.exists()

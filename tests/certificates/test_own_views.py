"""The holder's pages: what was achieved, the name once, the paper; strangers find nothing."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from certificates.domain import achievement as achievements
from certificates.enums import Kind, Status
from certificates.models import Achievement, Credential
from core.jobs.worker import drain
from courses.models import Enrolment
from tests.factories import certificates, people

pytestmark = pytest.mark.django_db

NAMES = {"latin_name": "Leyla Haddad", "native_name": "ليلى حداد", "language": "ar"}
SHOWN = "Leyla Haddad · ليلى حداد"


@pytest.fixture
def earned(client) -> Achievement:
    made = certificates.achievement()
    client.force_login(made.person.account)
    return made


def at(earned: Achievement) -> str:
    return f"/de/certificates/{earned.pk}/name/"


def test_name_is_shown_first_and_counts_once_it_is_confirmed(client, earned):
    shown = client.post(at(earned), NAMES)
    assert (shown.status_code, Credential.objects.count()) == (200, 0)
    assert SHOWN in shown.content.decode()
    client.post(at(earned), NAMES | {"confirm": SHOWN})
    waiting = Credential.objects.get()
    assert (waiting.latin_name, waiting.native_name, waiting.language) == ("Leyla Haddad", "ليلى حداد", "ar")
    assert (waiting.status, waiting.on_behalf) == (Status.CONFIRMED, False)
    assert client.get("/de/certificates/").context["lines"][0].is_being_made
    drain()
    assert client.get("/de/certificates/").context["lines"][0].is_made


def test_page_looks_again_by_itself_while_a_paper_is_made_and_not_forever(client, earned):
    refresh = '<meta http-equiv="refresh" content="5; url=?again='
    assert refresh not in client.get("/de/certificates/").content.decode()
    client.post(at(earned), NAMES | {"confirm": SHOWN})
    for looked, following in (("", "1"), ("?again=1", "2"), ("?again=x", "1"), ("?again=23", "24")):
        assert f'{refresh}{following}">' in client.get(f"/de/certificates/{looked}").content.decode()
    for looked in ("24", "99"):
        assert refresh not in client.get(f"/de/certificates/?again={looked}").content.decode()
    drain()
    assert refresh not in client.get("/de/certificates/").content.decode()


def test_name_typed_anew_beside_the_button_is_shown_again_not_confirmed(client, earned):
    answer = client.post(at(earned), NAMES | {"latin_name": "Leila Hadad", "confirm": SHOWN})
    assert answer.status_code == 200
    assert "Leila Hadad · ليلى حداد" in answer.content.decode()
    assert Credential.objects.count() == 0


def test_second_click_makes_no_second_certificate(client, earned):
    for _ in range(2):
        answer = client.post(at(earned), NAMES | {"confirm": SHOWN}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Credential.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path="certificates.tasks.issue").count() == 1


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ({"latin_name": ""}, "latin_name"),
        ({"latin_name": "ليلى"}, "latin_name"),
        ({"latin_name": "\u202e"}, "latin_name"),
        ({"latin_name": "L" * 200}, "latin_name"),
        ({"native_name": "ل" * 200}, "native_name"),
        ({"language": "xx"}, "language"),
        ({"latin_name": "Leyla 🌷"}, "__all__"),
    ],
)
def test_refused_name_is_named_and_what_was_typed_stays(client, earned, names, field):
    sent = NAMES | names
    answer = client.post(at(earned), sent | {"confirm": SHOWN})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert [answer.context["form"][name].value() for name in NAMES] == list(sent.values())
    assert Credential.objects.count() == 0


def test_offered_languages_are_those_the_wording_has(client, earned):
    offered = client.get(at(earned)).context["form"].fields["language"].choices
    assert {code for code, _name in offered} == {"de", "en", "ar"}


def test_stranger_finds_neither_name_nor_paper(client):
    held = certificates.credential()
    client.force_login(people.learner("Ada").account)
    for where in (
        at(held.achievement),
        f"/de/certificates/{held.pk}/paper.pdf",
        f"/de/certificates/{uuid.uuid4()}/name/",
    ):
        assert client.get(where).status_code == 404
    assert client.post(at(held.achievement), NAMES | {"confirm": SHOWN}).status_code == 404
    assert client.get("/de/certificates/").context["lines"] == []
    client.logout()
    assert client.get(f"/de/certificates/{held.pk}/paper.pdf").status_code == 302


def test_paper_is_downloaded_by_its_holder_and_kept_by_no_cache(client):
    held = certificates.credential()
    client.force_login(held.achievement.person.account)
    answer = client.get(f"/de/certificates/{held.pk}/paper.pdf")
    assert (answer["Content-Type"], answer.content) == ("application/pdf", bytes(held.pdf.data))
    assert f"{held.number}.pdf" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_certificate_on_hold_says_so_and_asks_for_no_name(client, earned):
    Enrolment.objects.update(completed_at=None)
    (line,) = client.get("/de/certificates/").context["lines"]
    assert (line.is_on_hold, line.waits_for_name) == (True, False)
    answer = client.post(at(earned), NAMES | {"confirm": SHOWN}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Credential.objects.count() == 0


def test_list_costs_the_same_for_one_and_for_three(client, earned, django_assert_num_queries):
    client.get("/de/certificates/")
    with CaptureQueriesContext(connection) as one:
        client.get("/de/certificates/")
    for _ in range(2):
        certificates.achievement(person=earned.person, of=certificates.course(units=30))
    with django_assert_num_queries(len(one)):
        assert len(client.get("/de/certificates/").context["lines"]) == 3


def test_news_of_a_completion_told_twice_makes_one_achievement():
    made = certificates.achievement()
    again = achievements.from_completion(person_id=made.person_id, course_id=made.course_id, at=certificates.AT)
    assert (again, Achievement.objects.count()) == (made, 1)
    stranger = people.learner("Ada")
    assert achievements.from_completion(person_id=stranger.pk, course_id=made.course_id, at=certificates.AT) is None


def test_evidence_is_frozen_when_the_name_is_confirmed():
    held = certificates.credential()
    assert (held.kind, held.evidence["units"], held.evidence["units_total"]) == (Kind.PARTICIPATION, "32", "36")
    assert held.evidence["course"] == {"text": "Mitreden vor Ort", "language": "de"}
    assert len(held.evidence["facts"]) == 2
    assert "Leyla" not in str(held.evidence)


def test_number_and_code_are_random_and_tell_nothing():
    first, second = certificates.credential("Ada"), certificates.credential("Eva")
    assert first.number.startswith("T-2026-")
    assert len({first.number, second.number, first.code, second.code}) == 4
    assert len(first.code) == 15

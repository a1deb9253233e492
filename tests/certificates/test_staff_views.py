"""The coordinator's pages: who may, confirming on behalf, what a correction asks for, printing for all."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from certificates.enums import Kind, Reason, Status
from certificates.models import Achievement, Credential
from core.jobs.worker import drain
from courses.domain import completion
from courses.enums import FactKind
from courses.enums import Reason as FactReason
from courses.models import Enrolment, Fact
from people.enums import Role
from tests.factories import certificates, people

pytestmark = pytest.mark.django_db

OTHERS = [role for role in Role if role != Role.COORDINATOR]


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def coordinator(client):
    account = certificates.coordinator()
    client.force_login(account)
    return account


def at(course, more: str = "") -> str:
    return f"/de/staff/certificates/{course.slug}/{more}"


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def correct(earned: Achievement, kind: FactKind) -> None:
    fact = Fact.objects.get(person=earned.person, course=earned.course, kind=kind)
    completion.correct(
        fact=fact, reason=FactReason.ERROR, actor=certificates.coordinator(), at=certificates.AT + timedelta(days=1)
    )


@pytest.mark.parametrize("role", OTHERS)
def test_pages_do_not_exist_for_other_roles_and_learners(client, role):
    held = certificates.credential()
    course = held.achievement.course
    for account in (people.account(role), held.achievement.person.account):
        client.force_login(account)
        looked = [client.get("/de/staff/certificates/"), client.get(at(course)), client.get(at(course, "all.pdf"))]
        done = [
            client.post(at(course, f"{held.pk}/{act}/"), {"reason": "error"}) for act in ("revoke", "keep", "replace")
        ]
        done.append(client.post(at(course, "confirm/")))
        assert {answer.status_code for answer in looked + done} == {404}
    held.refresh_from_db()
    assert held.status == Status.VALID


def test_visitor_is_asked_to_sign_in(client):
    answer = client.get(at(certificates.credential().achievement.course))
    assert answer.status_code == 302
    assert "/account/login/" in answer.url


def test_overview_puts_courses_with_something_to_decide_first(client, coordinator):
    quiet, busy, shaken = (certificates.course(units=30, title=title) for title in ("Still", "Viele", "Zweifel"))
    certificates.credential(of=certificates.achievement(of=quiet))
    certificates.achievement(of=busy)
    held = certificates.credential(of=certificates.achievement(of=shaken))
    correct(held.achievement, FactKind.UNITS)
    lines = client.get("/de/staff/certificates/").context["lines"]
    assert [(line.title.text, line.waiting, line.valid, line.shaken) for line in lines] == [
        ("Zweifel", 0, 1, 1),
        ("Viele", 1, 0, 0),
        ("Still", 0, 1, 0),
    ]


def test_page_costs_the_same_for_one_and_for_three(client, coordinator, django_assert_num_queries):
    course = certificates.course(units=30)
    certificates.achievement("Ada", of=course)
    client.get(at(course))
    with CaptureQueriesContext(connection) as one:
        client.get(at(course))
    certificates.achievement("Eva", of=course)
    certificates.credential("Ida", of=certificates.achievement("Ida", of=course))
    with django_assert_num_queries(len(one)):
        page = client.get(at(course))
    assert [str(line.achievement.person) for line in page.context["lines"]] == ["Ada", "Eva", "Ida"]


def test_ticked_names_are_confirmed_on_behalf_and_made_by_one_job(client, coordinator):
    course = certificates.course(units=30)
    chosen = [certificates.achievement(name, of=course) for name in ("Ada Lovelace", "Eva Şahin")]
    left = certificates.achievement("Ida", of=course)
    other = certificates.achievement("Uta")
    sent = [str(one.pk) for one in (*chosen, other)] + ["nonsense"]
    client.post(at(course, "confirm/"), {"chosen": sent})
    drain()
    made = Credential.objects.order_by("latin_name")
    assert [(one.latin_name, one.on_behalf, one.status) for one in made] == [
        ("Ada Lovelace", True, Status.VALID),
        ("Eva Şahin", True, Status.VALID),
    ]
    assert (left.credentials.count(), other.credentials.count()) == (0, 0)


def test_names_confirmed_in_a_batch_are_printed_in_the_language_of_each_holder(client, coordinator):
    """Whoever reads a language the wording has not gets German."""
    course = certificates.course(units=30)
    languages = {"Ada": "ar", "Eva": "de", "Uta": "de-simple"}
    for name, language in languages.items():
        certificates.achievement(of=course, person=people.learner(name, language=language))
    ids = [one.pk for one in Achievement.objects.all()]
    client.post(at(course, "confirm/").replace("/de/", "/en/", 1), {"chosen": ids})
    made = Credential.objects.order_by("latin_name").values_list("latin_name", "language")
    assert list(made) == [("Ada", "ar"), ("Eva", "de"), ("Uta", "de")]


def test_one_unprintable_name_among_the_ticked_confirms_none_and_is_named(client, coordinator):
    course = certificates.course(units=30)
    ids = [certificates.achievement(name, of=course).pk for name in ("Ada Lovelace", "Eva 🌷")]
    answer = client.post(at(course, "confirm/"), {"chosen": ids}, follow=True)
    assert "Eva 🌷:" in words(answer)
    assert Credential.objects.count() == 0


def test_coordinator_confirms_no_name_on_behalf_of_herself(client, coordinator):
    mine = certificates.achievement(person=people.person("Cora", account=coordinator))
    client.post(at(mine.course, "confirm/"), {"chosen": [mine.pk]})
    assert [(one.latin_name, one.on_behalf) for one in mine.credentials.all()] == [("Cora", False)]


def test_correction_puts_a_certificate_on_the_list_until_it_is_left_with_a_reason(client, coordinator):
    held = certificates.credential()
    course = held.achievement.course
    assert client.get(at(course)).context["shaken"] == []
    correct(held.achievement, FactKind.UNITS)
    assert client.get(at(course)).context["shaken"] == [held]
    refused = client.post(at(course, f"{held.pk}/keep/"), {"reason": "because"}, follow=True)
    assert [message.level_tag for message in refused.context["messages"]] == ["error"]
    client.post(at(course, f"{held.pk}/keep/"), {"reason": Reason.WISH})
    assert client.get(at(course)).context["shaken"] == []
    held.refresh_from_db()
    assert (held.status, held.ground_reason) == (Status.VALID, Reason.WISH)


def test_withdrawn_certificate_says_so_to_its_holder_and_at_verification(client, coordinator):
    held = certificates.credential()
    client.post(at(held.achievement.course, f"{held.pk}/revoke/"), {"reason": Reason.MISUSE})
    held.refresh_from_db()
    assert (held.status, held.reason) == (Status.REVOKED, Reason.MISUSE)
    client.logout()
    assert client.get(f"/de/verify/{held.shown_code}/").context["found"].status == Status.REVOKED
    client.force_login(held.achievement.person.account)
    with translation.override("de"):
        assert str(Reason.MISUSE.label) in words(client.get("/de/certificates/"))


def test_replacing_shows_the_name_first_then_makes_a_new_one_that_says_what_it_replaces(client, coordinator):
    held = certificates.credential("Leyla Hadad")
    where = at(held.achievement.course, f"{held.pk}/replace/")
    sent = {"latin_name": "Leyla Haddad", "native_name": "ليلى حداد", "language": "ar", "reason": Reason.NAME}
    shown = client.post(where, sent)
    assert "Leyla Haddad · ليلى حداد" in words(shown)
    assert Credential.objects.count() == 1
    client.post(where, sent | {"confirm": "Leyla Haddad · ليلى حداد"})
    drain()
    held.refresh_from_db()
    new = held.replaced_by
    assert (held.status, held.reason, new.status, new.language) == (Status.REPLACED, Reason.NAME, Status.VALID, "ar")
    assert new.number != held.number
    assert new.code != held.code


def test_replacing_refuses_without_a_reason_and_keeps_what_was_typed(client, coordinator):
    held = certificates.credential()
    where = at(held.achievement.course, f"{held.pk}/replace/")
    answer = client.post(where, {"latin_name": "Leyla H.", "language": "de", "reason": "", "confirm": "Leyla H."})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"reason"}
    assert 'value="Leyla H."' in answer.content.decode()


def test_replacement_after_a_corrected_exam_attests_participation(client, coordinator):
    person, course = people.learner("Ada"), certificates.course(units=30)
    held = certificates.credential("Ada", of=certificates.completed(person, course, units=36, exam=True))
    assert held.kind == Kind.EXAM
    correct(held.achievement, FactKind.PASSED)
    sent = {"latin_name": "Ada", "native_name": "", "language": "de", "reason": Reason.GROUND, "confirm": "Ada"}
    client.post(at(course, f"{held.pk}/replace/"), sent)
    held.refresh_from_db()
    assert (held.replaced_by.kind, held.replaced_by.evidence["exam"]) == (Kind.PARTICIPATION, None)


def test_without_its_ground_a_certificate_is_neither_confirmed_nor_replaced(client, coordinator):
    waiting, held = certificates.achievement("Ada"), certificates.credential("Eva")
    Enrolment.objects.update(completed_at=None)
    client.post(at(waiting.course, "confirm/"), {"chosen": [waiting.pk]}, follow=True)
    sent = {"latin_name": "Eva", "language": "de", "reason": Reason.NAME, "confirm": "Eva"}
    answer = client.post(at(held.achievement.course, f"{held.pk}/replace/"), sent)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    held.refresh_from_db()
    assert (waiting.credentials.count(), held.status) == (0, Status.VALID)
    assert client.get(at(waiting.course)).context["lines"][0].is_on_hold


def test_print_all_is_one_file_of_the_valid_ones_in_the_order_of_names(client, coordinator):
    course = certificates.course(units=30)
    for name in ("Zora", "Ada", "Mona"):
        certificates.credential(name, "", of=certificates.achievement(name, of=course))
    Credential.objects.filter(latin_name="Mona").update(
        status=Status.REVOKED, reason=Reason.ERROR, ended_at=certificates.AT
    )
    answer = client.get(at(course, "all.pdf"))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]
    assert ["Ada" in pages[0], "Zora" in pages[1], len(pages)] == [True, True, 2]
    assert "no-store" in answer["Cache-Control"]


def test_print_all_costs_the_same_for_one_and_for_three(client, coordinator):
    counts = []
    for number in (1, 3):
        course = certificates.course(units=30)
        for name in ("Zora", "Ada", "Mona")[:number]:
            certificates.credential(name, "", of=certificates.achievement(name, of=course))
        with CaptureQueriesContext(connection) as queries:
            client.get(at(course, "all.pdf"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nothing_to_print_says_so(client, coordinator):
    course = certificates.course()
    assert client.get(at(course, "all.pdf")).url == at(course)


def test_coordinator_without_second_factor_is_led_to_it_but_reads_the_own_paper(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    coordinator = people.account(Role.COORDINATOR)
    client.force_login(coordinator)
    own, other = people.person("Kim", account=coordinator), people.learner()
    papers = [certificates.credential(of=certificates.achievement(person=person)) for person in (own, other)]
    answers = [client.get(f"/de/certificates/{paper.pk}/paper.pdf") for paper in papers]
    assert (answers[0].status_code, answers[0].get("Location")) != (302, "/de/account/2fa/")
    assert (answers[1].status_code, answers[1].get("Location")) == (302, "/de/account/2fa/")

"""Checks and tests at the authors' desk: made of parts, explained in words, mended where something is missing."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment
from people.enums import Role
from tests.factories import assessments, people

pytestmark = pytest.mark.django_db

LIST = "/admin/checks/"
WRITERS = {Role.AUTHOR, Role.TRAINER}


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def as_(client, role: Role):
    account = people.account(role)
    client.force_login(account)
    return account


def fields(*items, **more) -> dict[str, object]:
    """The form with one part of fixed items."""
    typed = {
        "title": "Kurz geprüft",
        "mode": "self_check",
        "counting": "best",
        "feedback": "at_end",
        "pass_share": "0.6",
        "sections-TOTAL_FORMS": 1,
        "sections-INITIAL_FORMS": 0,
        "sections-0-draw": 0,
        "sections-0-ORDER": 1,
        "sections-0-placements-TOTAL_FORMS": len(items),
        "sections-0-placements-INITIAL_FORMS": 0,
    }
    for place, item in enumerate(items):
        typed |= {f"sections-0-placements-{place}-item": item.pk, f"sections-0-placements-{place}-ORDER": place + 1}
    return typed | more


@pytest.mark.parametrize("role", Role)
def test_checks_are_for_those_who_write(client, role):
    as_(client, role)
    answers = {client.get(address).status_code for address in (LIST, f"{LIST}new/")}
    assert answers == ({200} if role in WRITERS else {302})


def test_check_is_made_of_items_in_their_order(client):
    trainer = as_(client, Role.TRAINER)
    items = [assessments.item() for _ in range(3)]
    client.post(f"{LIST}new/", fields(*reversed(items)))
    made = Assessment.objects.get()
    assert (made.title, made.owner, made.pass_share, made.is_test) == ("Kurz geprüft", trainer, Decimal("0.6"), False)
    placed = [one.item_id for one in made.sections.get().placements.all()]
    assert placed == [item.pk for item in reversed(items)]


def test_test_draws_by_tag_with_its_limits(client):
    as_(client, Role.AUTHOR)
    bank = assessments.bank()
    drawing = {"sections-0-draw": 2, "sections-0-bank": bank.pk, "sections-0-tag": "rat"}
    client.post(f"{LIST}new/", fields(mode="test", minutes="30", attempts="2", **drawing))
    made = Assessment.objects.get()
    section = made.sections.get()
    assert (made.minutes, made.attempts, section.draw, section.bank, section.tag) == (30, 2, 2, bank, "rat")


def test_difference_is_explained_in_words(client):
    as_(client, Role.AUTHOR)
    page = client.get(f"{LIST}new/", headers={"accept-language": "en"}).content.decode()
    assert "self_check" in page
    assert "<strong>" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"minutes": "30"},
        {"pass_share": "7"},
        {"pass_share": "viel"},
        {"sections-0-draw": "3"},
        {"sections-TOTAL_FORMS": 0},
        {"sections-0-placements-0-item": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_bad_input_makes_nothing_and_keeps_what_was_typed(client, wrong):
    as_(client, Role.TRAINER)
    page = client.post(f"{LIST}new/", fields(assessments.item()) | {"title": "Bleibt stehen"} | wrong)
    assert page.status_code == 200
    assert "error" in page.content.decode()
    assert wrong.get("title", "Bleibt stehen") in page.content.decode()
    assert Assessment.objects.count() == 0


def test_part_without_items_is_named(client):
    as_(client, Role.TRAINER)
    page = client.post(f"{LIST}new/", fields())
    part = page.context["form"].formsets["sections"].forms[0]
    assert set(part.errors) == {"draw"}


def test_exam_items_stand_in_tests_of_those_who_may_read_them(client):
    exam = assessments.item(assessments.bank(is_exam=True))
    as_(client, Role.TRAINER)
    client.post(f"{LIST}new/", fields(exam, mode="test"))
    as_(client, Role.AUTHOR)
    client.post(f"{LIST}new/", fields(exam))
    assert Assessment.objects.count() == 0
    client.post(f"{LIST}new/", fields(exam, mode="test"))
    assert Assessment.objects.count() == 1


def test_trainer_sees_and_changes_own_checks_only(client):
    trainer = as_(client, Role.TRAINER)
    own, other = assessments.assessment(assessments.item(), owner=trainer), assessments.assessment(assessments.item())
    assert [one.pk for one in client.get(LIST).context["object_list"]] == [own.pk]
    assert [client.get(f"{LIST}edit/{one.pk}/").status_code for one in (own, other)] == [200, 302]


def test_dialog_offers_items_of_readable_banks(client):
    as_(client, Role.TRAINER)
    open_item = assessments.item(draft=assessments.statement_draft())
    assessments.item(assessments.bank(is_exam=True))
    found = client.get("/admin/item_chooser/results/").context["results"]
    assert [one.pk for one in found] == [open_item.pk]
    assert [*client.get("/admin/item_chooser/results/", {"q": "gibt es nicht"}).context["results"]] == []
    assert [*client.get("/admin/item_chooser/results/", {"q": "bundestag"}).context["results"]] == [open_item]


def test_list_costs_the_same_for_one_and_for_three(client, django_assert_num_queries):
    as_(client, Role.AUTHOR)
    item = assessments.item()
    assessments.assessment(item)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    assessments.assessment(item, item)
    assessments.assessment(item)
    with django_assert_num_queries(len(one)):
        page = client.get(LIST)
    assert len(page.context["object_list"]) == 3

"""Banks and items at the authors' desk: every kind is written, corrected as a new version, found again, retired."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.domain import bank as banks
from assessments.enums import ItemKind
from assessments.models import BankExaminer, Item, ItemBank
from assessments.queries import desk
from people.enums import Role
from tests.factories import assessments, people

pytestmark = pytest.mark.django_db

BANKS, ITEMS = "/admin/banks/", "/admin/items/"
WRITERS = {Role.AUTHOR, Role.TRAINER}
COMMON = {"key": "rat-1", "points": "2", "tags": "Rat, modul-3", "prompt_de": "Wer wählt den Rat?"}
CHOICES = {"choice_a_de": "Die Stadt", "choice_b_de": "Die Leute", "choice_c_de": ""}
OWN = {
    ItemKind.SINGLE_CHOICE: CHOICES | {"correct": "b"},
    ItemKind.MULTIPLE_CHOICE: CHOICES | {"choice_c_de": "Alle", "correct": ["b", "c"]},
    ItemKind.TRUE_FALSE: {"truth": "false"},
    ItemKind.SHORT_TEXT: {"accepted_de": "Bundestag\nder Bundestag\n"},
    ItemKind.NUMBER: {"value": "16", "tolerance": "0,5"},
}


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def as_(client, role: Role):
    account = people.account(role, language="de")
    client.force_login(account)
    return account


def own_bank(account, **fields) -> ItemBank:
    return banks.create(**{"key": "eigene", "title": "Eigene", "is_exam": False, "actor": account} | fields)


@pytest.mark.parametrize("role", Role)
def test_banks_and_items_are_for_those_who_write(client, role):
    as_(client, role)
    item = assessments.item()
    addresses = [BANKS, f"{BANKS}new/", ITEMS, f"{ITEMS}new/", f"{ITEMS}{item.pk}/"]
    answers = {client.get(address).status_code for address in addresses}
    assert answers == ({200} if role in WRITERS else {302})


@pytest.mark.parametrize("kind", ItemKind)
def test_item_of_each_kind_is_written_in_german(client, kind):
    bank = own_bank(as_(client, Role.TRAINER))
    answer = client.post(f"{ITEMS}new/{bank.pk}/{kind}/", COMMON | OWN[kind])
    item = Item.objects.get()
    assert answer.url == f"{ITEMS}{item.pk}/"
    draft = desk.draft_of(item.current)
    assert (item.key, draft.kind, draft.points, desk.languages(item)) == ("rat-1", kind, Decimal(2), ["de"])
    assert sorted(tag.name for tag in item.tags.all()) == ["modul-3", "rat"]
    assert draft.correct == {"single_choice": {"b"}, "multiple_choice": {"b", "c"}}.get(kind, frozenset())
    assert draft.truth is (False if kind == ItemKind.TRUE_FALSE else None)
    assert draft.texts[0].accepted == (("Bundestag", "der Bundestag") if kind == ItemKind.SHORT_TEXT else ())
    if kind == ItemKind.NUMBER:
        assert (draft.value, draft.tolerance) == (Decimal(16), Decimal("0.5"))


@pytest.mark.parametrize("kind", ItemKind)
def test_edit_without_a_change_makes_no_version(client, kind):
    bank = own_bank(as_(client, Role.TRAINER))
    client.post(f"{ITEMS}new/{bank.pk}/{kind}/", COMMON | OWN[kind])
    item = Item.objects.get()
    form = client.get(f"{ITEMS}{item.pk}/edit/").context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    client.post(f"{ITEMS}{item.pk}/edit/", typed)
    assert item.versions.count() == 1
    client.post(f"{ITEMS}{item.pk}/edit/", typed | {"explanation_de": "Darum."})
    assert [version.n for version in item.versions.all()] == [2, 1]


@pytest.mark.parametrize(
    ("kind", "fields", "named"),
    [
        (ItemKind.SINGLE_CHOICE, {"correct": ""}, {"correct"}),
        (ItemKind.SINGLE_CHOICE, {"correct": ["a", "b"]}, {"correct"}),
        (ItemKind.SINGLE_CHOICE, {"choice_b_de": "die stadt"}, {"choice_a_de"}),
        (ItemKind.SINGLE_CHOICE, {"prompt_de": ""}, {"prompt_de"}),
        (ItemKind.SINGLE_CHOICE, {"points": "0"}, {"points"}),
        (ItemKind.SINGLE_CHOICE, {"points": "viel"}, {"points"}),
        (ItemKind.SINGLE_CHOICE, {"tags": "Gemeinderat & Co"}, {"tags"}),
        (ItemKind.SINGLE_CHOICE, {"prompt_de": "a\0b"}, {"prompt_de"}),
        (ItemKind.SINGLE_CHOICE, {"prompt_de": "a" * 2001}, {"prompt_de"}),
        (ItemKind.SINGLE_CHOICE, {"prompt_en": "Who?", "choice_a_en": "The town"}, {"choice_b_en"}),
        (ItemKind.TRUE_FALSE, {"truth": ""}, {"truth"}),
        (ItemKind.SHORT_TEXT, {"accepted_de": " "}, {"accepted_de"}),
        (ItemKind.NUMBER, {"value": ""}, {"value"}),
        (ItemKind.NUMBER, {"tolerance": "-1"}, {"tolerance"}),
    ],
)
def test_bad_input_is_named_at_its_field_and_what_was_typed_stays(client, kind, fields, named):
    bank = own_bank(as_(client, Role.TRAINER))
    page = client.post(f"{ITEMS}new/{bank.pk}/{kind}/", COMMON | OWN[kind] | {"explanation_de": "Bleibt da."} | fields)
    assert set(page.context["form"].errors) == named
    assert "Bleibt da." in page.content.decode()
    assert Item.objects.count() == 0


def test_number_of_an_item_is_taken_once(client):
    bank = own_bank(as_(client, Role.TRAINER))
    address = f"{ITEMS}new/{bank.pk}/{ItemKind.TRUE_FALSE}/"
    client.post(address, COMMON | {"truth": "true"})
    page = client.post(address, COMMON | {"truth": "true"})
    assert set(page.context["form"].errors) == {"key"}
    assert Item.objects.count() == 1


def test_trainer_writes_in_own_banks_only(client):
    as_(client, Role.TRAINER)
    item = assessments.item()
    assert client.get(f"{ITEMS}new/{item.bank_id}/number/").status_code == 404
    assert client.get(f"{ITEMS}{item.pk}/edit/").status_code == 302
    assert client.get(f"{BANKS}edit/{item.bank_id}/").status_code == 302
    assert client.post(f"{ITEMS}{item.pk}/retire/").status_code == 302
    item.refresh_from_db()
    assert item.retired_at is None
    assert "edit/" not in client.get(f"{ITEMS}{item.pk}/").content.decode()


def test_exam_bank_is_hidden_from_a_trainer_until_named_examiner(client):
    author = people.account(Role.AUTHOR)
    exam = own_bank(author, key="pruefung", title="Prüfungsbank", is_exam=True)
    item = assessments.item(exam)
    trainer = as_(client, Role.TRAINER)
    assert client.get(f"{ITEMS}{item.pk}/").status_code == 404
    assert "Prüfungsbank" not in client.get(BANKS).content.decode() + client.get(ITEMS).content.decode()
    client.force_login(author)
    client.post(f"{BANKS}edit/{exam.pk}/", {"title": "Prüfungsbank", "examiner": trainer.pk, "until": ""})
    assert list(BankExaminer.objects.values_list("account", "granted_by")) == [(trainer.pk, author.pk)]
    client.force_login(trainer)
    assert client.get(f"{ITEMS}{item.pk}/").status_code == 200


def test_exam_item_is_released_by_a_second_reader(client):
    author = as_(client, Role.AUTHOR)
    exam = own_bank(author, is_exam=True)
    client.post(f"{ITEMS}new/{exam.pk}/{ItemKind.TRUE_FALSE}/", COMMON | {"truth": "true"})
    item = Item.objects.get()
    client.post(f"{ITEMS}{item.pk}/review/", {"version": "1"})
    assert not Item.objects.drawable().exists()
    assert "/review/" not in client.get(f"{ITEMS}{item.pk}/").content.decode()
    as_(client, Role.AUTHOR)
    assert "/review/" in client.get(f"{ITEMS}{item.pk}/").content.decode()
    client.post(f"{ITEMS}{item.pk}/review/", {"version": "1"})
    assert [one.pk for one in Item.objects.drawable()] == [item.pk]


def test_second_reader_releases_only_the_version_they_have_read(client):
    author = as_(client, Role.AUTHOR)
    exam = own_bank(author, is_exam=True)
    client.post(f"{ITEMS}new/{exam.pk}/{ItemKind.TRUE_FALSE}/", COMMON | {"truth": "true"})
    item = Item.objects.get()
    client.post(f"{ITEMS}{item.pk}/edit/", COMMON | {"truth": "false"})
    as_(client, Role.AUTHOR)
    page = client.get(f"{ITEMS}{item.pk}/").content.decode()
    assert '<input type="hidden" name="version" value="2">' in page
    assert client.post(f"{ITEMS}{item.pk}/review/").status_code == 404
    client.post(f"{ITEMS}{item.pk}/review/", {"version": "1"})
    assert not item.versions.exclude(reviewed_at=None).exists()
    client.post(f"{ITEMS}{item.pk}/review/", {"version": "2"})
    assert list(item.versions.exclude(reviewed_at=None).values_list("n", flat=True)) == [2]


def test_exam_bank_shows_nothing_of_itself_to_a_trainer_without_a_grant(client):
    author = people.account(Role.AUTHOR)
    exam = own_bank(author, key="geheim", title="Geheimbank", is_exam=True)
    item = assessments.item(exam, assessments.choice_draft("Geheimfrage?"))
    check = assessments.assessment(item)
    addresses = [
        f"/admin/item_chooser/chosen/{item.pk}/",
        f"/admin/item_chooser/chosen-multiple/?id={item.pk}",
        *(f"{BANKS}{page}/{exam.pk}/" for page in ("history", "usage", "edit")),
        *(f"/admin/checks/{page}/{check.pk}/" for page in ("history", "usage", "edit")),
    ]
    for account, told in ((as_(client, Role.TRAINER), False), (author, True)):
        client.force_login(account)
        pages = [client.get(address, follow=True).content.decode() for address in addresses]
        seen = [any(word in page for word in ("Geheim", check.title)) for page in pages]
        assert seen == [told] * len(addresses)


def test_trainer_makes_a_bank_but_no_exam_bank(client):
    trainer = as_(client, Role.TRAINER)
    client.post(f"{BANKS}new/", {"title": "Meine", "key": "meine", "is_exam": "on"})
    assert list(ItemBank.objects.values_list("key", "owner", "is_exam")) == [("meine", trainer.pk, False)]
    page = client.post(f"{BANKS}new/", {"title": "Noch eine", "key": "meine"})
    assert list(page.context["form"].errors) == ["key"]
    assert 'value="Noch eine"' in page.content.decode()


def test_item_shows_its_versions_and_where_it_is_asked(client):
    as_(client, Role.AUTHOR)
    bank = assessments.bank()
    item = assessments.item(bank, tags=["rat"])
    fixed, drawn = assessments.assessment(item), assessments.assessment(draw=(bank, "rat", 1))
    assessments.assessment(draw=(bank, "anders", 1))
    page = client.get(f"{ITEMS}{item.pk}/")
    assert {one.pk for one in page.context["uses"]} == {fixed.pk, drawn.pk}
    assert [one.version.n for one in page.context["versions"]] == [1]
    client.post(f"{ITEMS}{item.pk}/retire/")
    assert not Item.objects.drawable().exists()
    assert "retire/" not in client.get(f"{ITEMS}{item.pk}/").content.decode()


def test_list_is_searched_and_filtered(client):
    as_(client, Role.AUTHOR)
    bank, other = assessments.bank(), assessments.bank()
    one = assessments.item(bank, assessments.statement_draft(), tags=["rat"])
    two = assessments.item(other, assessments.number_draft())

    def found(**query):
        return {item.pk for item in client.get(ITEMS, query).context["object_list"]}

    assert found() == {one.pk, two.pk}
    assert found(bank=bank.pk) == found(kind="true_false") == found(tag="rat") == found(missing="en") == {one.pk}
    assert found(q="Welchem Alter") == {two.pk}
    assert found(state="retired") == set()
    assert found(state="in_use") == {one.pk, two.pk}
    assert client.get(ITEMS, {"bank": "x", "kind": "y", "state": "z"}).status_code == 200


@pytest.mark.parametrize("address", [BANKS, ITEMS])
def test_lists_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, address):
    as_(client, Role.AUTHOR)
    assessments.item(tags=["a"])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    assessments.item(tags=["b", "c"])
    assessments.item(draft=assessments.number_draft())
    with django_assert_num_queries(len(one)):
        page = client.get(address)
    assert len(page.context["object_list"]) == 3


def test_item_page_costs_the_same_for_one_version_and_for_three(client, django_assert_num_queries):
    author = as_(client, Role.AUTHOR)
    bank = own_bank(author)
    client.post(f"{ITEMS}new/{bank.pk}/single_choice/", COMMON | OWN[ItemKind.SINGLE_CHOICE])
    item = Item.objects.get()
    client.get(f"{ITEMS}{item.pk}/")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{ITEMS}{item.pk}/")
    cost = len(one)
    for words in ("A", "B"):
        fields = COMMON | OWN[ItemKind.SINGLE_CHOICE] | {"explanation_de": words}
        client.post(f"{ITEMS}{item.pk}/edit/", fields)
    client.get(f"{ITEMS}{item.pk}/")
    with django_assert_num_queries(cost):
        page = client.get(f"{ITEMS}{item.pk}/")
    assert len(page.context["versions"]) == 3

"""Wordings of certificates in the admin: versions, previews, and what was typed stays after an error."""

import base64
import io

import pypdf
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from certificates.domain import template as templates
from certificates.enums import Kind, Place
from certificates.models import Template
from people.enums import Role
from tests.factories import certificates, people

pytestmark = pytest.mark.django_db

WRITERS = {Role.COORDINATOR, Role.ADMINISTRATOR}
LIST = "/admin/certificates/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def wording() -> Template:
    return templates.current(Kind.PARTICIPATION)


@pytest.fixture
def coordinator(client):
    account = people.account(Role.COORDINATOR)
    client.force_login(account)
    return account


def address(wording: Template) -> str:
    return f"{LIST}edit/{wording.pk}/"


def fields(page: bytes) -> dict[str, object]:
    """What a browser would send back of the form as it is."""
    form = BeautifulSoup(page, "html.parser").find(id="w-editor-form")
    sent: dict[str, object] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = str(field.get("name", ""))
        if not name or field.get("type") in ("file", "checkbox"):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            sent[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            sent[name] = field.text.removeprefix("\n")
        else:
            sent[name] = field.get("value", "")
    return {name: value for name, value in sent.items() if "__prefix__" not in name}


def picture(colour: str = "teal", size: tuple[int, int] = (900, 300)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    out.seek(0)
    out.name = "logo.png"
    return out


def errors(page: bytes) -> str:
    found = BeautifulSoup(page, "html.parser").select(".error-message, .errorlist, .w-field__errors, .messages")
    return " ".join(" ".join(part.text.split()) for part in found)


@pytest.mark.parametrize("role", Role)
def test_wordings_are_for_coordinators_and_administrators(client, wording, role):
    client.force_login(people.account(role))
    sample = f"{LIST}{wording.pk}/ar.pdf"
    seen = [client.get(where).status_code for where in (LIST, address(wording), sample)]
    answer = client.post(address(wording), {"issuer": "Mine"})
    assert seen == ([200, 200, 200] if role in WRITERS else [302, 302, 302])
    assert answer.status_code == (200 if role in WRITERS else 302)
    assert Template.objects.filter(kind=wording.kind).count() == 1


def test_wordings_do_not_exist_for_learners(client, wording):
    client.force_login(people.learner().account)
    assert [client.get(where).status_code for where in (LIST, address(wording))] == [404, 404]


def test_list_shows_the_version_in_force_of_each_kind(client, coordinator, wording):
    client.post(address(wording), fields(client.get(address(wording)).content))
    rows = client.get(LIST).context["object_list"]
    assert {(row.kind, row.version) for row in rows} == {
        (kind, 2 if kind == Kind.PARTICIPATION else 1) for kind in Kind.values
    }


def test_list_costs_the_same_for_one_kind_and_for_all(client, coordinator, django_assert_num_queries):
    client.get(LIST)
    with CaptureQueriesContext(connection) as for_all:
        assert len(client.get(LIST).context["object_list"]) == len(Kind)
    Template.objects.exclude(kind=Kind.EXAM).delete()
    with django_assert_num_queries(len(for_all)):
        assert len(client.get(LIST).context["object_list"]) == 1


def test_saving_makes_a_new_version_and_changes_no_old_one(client, coordinator, wording):
    earned = certificates.credential()
    paper = bytes(earned.pdf.data)
    sent = fields(client.get(address(wording)).content)
    sent |= {"issuer": "Verein Beispiel", "texts-0-heading": "Urkunde", "logo": picture()}
    answer = client.post(address(wording), sent)
    assert answer.status_code == 302
    old, new = Template.objects.filter(kind=wording.kind).order_by("version")
    assert (old.pk, old.issuer, old.text_in("de").heading) == (
        wording.pk,
        "INTEGRA Filder e. V.",
        "Teilnahmebescheinigung",
    )
    assert (new.version, new.issuer, new.created_by, new.text_in("de").heading) == (
        2,
        "Verein Beispiel",
        coordinator,
        "Urkunde",
    )
    assert {text.locale for text in new.texts.all()} == {text.locale for text in old.texts.all()}
    assert ([one.place for one in new.pictures.all()], old.pictures.count()) == ([Place.LOGO], 0)
    earned.refresh_from_db()
    assert (earned.template, bytes(earned.pdf.data)) == (wording, paper)
    assert certificates.credential("Ada").template == new


def test_picture_is_kept_from_version_to_version_until_it_is_taken_off(client, coordinator, wording):
    sent = fields(client.get(address(wording)).content)
    client.post(address(wording), sent | {"logo": picture()})
    second = templates.current(wording.kind)
    client.post(address(second), fields(client.get(address(second)).content))
    third = templates.current(wording.kind)
    assert third.version == 3
    assert bytes(third.pictures.get().png) == bytes(second.pictures.get().png)
    client.post(address(third), fields(client.get(address(third)).content) | {"logo-clear": "1"})
    assert list(templates.current(wording.kind).pictures.all()) == []


@pytest.mark.parametrize(("language", "name"), [("de", "Al-Husseini"), ("ar", "البغدادي")])
def test_preview_shows_what_was_typed_and_a_long_name_and_saves_nothing(client, coordinator, wording, language, name):
    sent = fields(client.get(address(wording)).content) | {"issuer": "Verein Vorschau", "preview": language}
    answer = client.post(address(wording), sent)
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert name in text
    assert "Verein Vorschau" in text
    assert Template.objects.filter(kind=wording.kind).count() == 1


def test_error_keeps_what_was_typed_and_the_picture_that_was_chosen(client, coordinator, wording):
    sent = fields(client.get(address(wording)).content)
    sent |= {"issuer": "Verein Beispiel", "texts-0-body": "hat {kurs} besucht", "logo": picture()}
    answer = client.post(address(wording), sent)
    assert "{kurs}" in errors(answer.content)
    again = fields(answer.content)
    assert (again["issuer"], again["texts-0-body"]) == ("Verein Beispiel", "hat {kurs} besucht")
    assert Image.open(io.BytesIO(base64.b64decode(str(again["logo-present"])))).size == (360, 120)
    assert Template.objects.filter(kind=wording.kind).count() == 1
    client.post(address(wording), again | {"texts-0-body": "hat {course} besucht"})
    made = templates.current(wording.kind)
    assert (made.version, made.issuer, made.pictures.count()) == (2, "Verein Beispiel", 1)


def test_file_that_is_no_picture_is_refused_at_its_field(client, coordinator, wording):
    broken = io.BytesIO(b"%PDF-1.7 not a picture")
    broken.name = "logo.png"
    answer = client.post(address(wording), fields(client.get(address(wording)).content) | {"logo": broken})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"logo"}


def test_two_texts_in_one_language_are_refused(client, coordinator, wording):
    sent = fields(client.get(address(wording)).content) | {"texts-1-locale": "de"}
    answer = client.post(address(wording), sent)
    assert answer.status_code == 200
    assert Template.objects.filter(kind=wording.kind).count() == 1


def test_version_saved_meanwhile_by_somebody_else_is_not_covered(client, coordinator, wording):
    sent = fields(client.get(address(wording)).content)
    client.post(address(wording), sent | {"issuer": "First"})
    answer = client.post(address(wording), sent | {"issuer": "Second"})
    assert "2" in errors(answer.content)
    assert fields(answer.content)["issuer"] == "Second"
    assert templates.current(wording.kind).issuer == "First"


def test_old_version_is_taken_up_again_as_a_new_one(client, coordinator, wording):
    client.post(address(wording), fields(client.get(address(wording)).content) | {"issuer": "Second"})
    client.post(address(wording), fields(client.get(address(wording)).content))
    now = templates.current(wording.kind)
    assert (now.version, now.issuer) == (3, wording.issuer)


def test_wording_that_overflows_its_page_is_refused_on_saving_and_shown_in_preview(client, coordinator, wording):
    sent = fields(client.get(address(wording)).content) | {"texts-0-body": "hat an {course} teilgenommen.\n" * 28}
    refused = client.post(address(wording), sent)
    assert refused.status_code == 200
    assert "Deutsch" in errors(refused.content)
    assert client.post(address(wording), sent | {"preview": "de"})["Content-Type"] == "application/pdf"
    shorter = sent | {"texts-0-body": "hat an {course} teilgenommen.\n" * 20}
    assert client.post(address(wording), shorter).status_code == 302


@pytest.mark.parametrize(
    ("role", "shown"), [(Role.COORDINATOR, True), (Role.ADMINISTRATOR, False), (Role.EDITOR, False)]
)
def test_menu_leads_coordinators_to_the_certificates_of_courses(client, role, shown):
    client.force_login(people.account(role))
    page = client.get("/admin/").content.decode()
    assert ("/staff/certificates/" in page) is shown
    assert (f'"{LIST}"' in page) is (role in WRITERS)


@pytest.mark.parametrize("field", ["texts-0-heading", "texts-0-body", "texts-0-note", "issuer"])
def test_sign_that_our_fonts_lack_is_named_on_saving_and_in_preview(client, coordinator, wording, field):
    sent = fields(client.get(address(wording)).content)
    sent[field] = f"{sent[field]} 参加"
    for how in ({}, {"preview": "de"}):
        refused = client.post(address(wording), sent | how)
        assert refused.status_code == 200
        assert "参" in errors(refused.content)
    assert templates.current(wording.kind) == wording


def test_broken_and_huge_pictures_are_refused_at_their_field(client, coordinator, wording):
    sound = picture().getvalue()
    place = sound.index(b"IDAT") - 4
    broken = io.BytesIO(sound[:place] + b"\0\0\0\0\0\0\0\0" + sound[place:])
    for upload in (broken, picture(size=(8000, 8000))):
        upload.name = "logo.png"
        refused = client.post(address(wording), fields(client.get(address(wording)).content) | {"logo": upload})
        assert (refused.status_code, refused.context["form"].errors.keys()) == (200, {"logo"})

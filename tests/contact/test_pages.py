"""The contact page, the writer's own page behind the link, and the inbox of staff."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contact.models import Answer, Message
from core.models import AuditEntry
from people.enums import Role
from people.queries.consent import words_in_force, words_now
from tests.factories import contact, editorial, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]


@pytest.fixture
def page():
    contact.words()
    return contact.page()


def typed(**fields):
    known = {
        "submission": str(uuid.uuid4()),
        "words": contact.words().pk,
        "name": "Leyla Haddad",
        "reach": "leyla@example.org",
        "text": "Wann ist der nächste Kurs?",
        "consent": "on",
        "website": "",
    }
    return {name: value for name, value in (known | fields).items() if value is not None}


def send(page, client=None, **fields):
    return (client or Client()).post(page.get_url(), typed(**fields))


def staff(*roles):
    client = Client()
    client.force_login(people.second_factor(people.account(*roles)))
    return client


def test_page_shows_address_form_and_words_and_is_not_cached(page):
    answer = Client().get(page.get_url())
    text = answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "Schulstr. 3" in text
    assert "0711 907743-75" in text
    assert contact.words().text in text
    assert re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"[^>]*required', text) == [
        "name",
        "reach",
        "text",
        "consent",
    ]
    assert Client().get(page.get_url()).cookies["csrftoken"].value


def test_sending_leads_to_ones_own_page(page):
    answer = send(page)
    message = Message.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/de/message/{message.token}/")
    shown = Client().get(answer.url)
    assert message.text in shown.content.decode()
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("same-origin", "noindex")


def test_page_wants_the_forms_token(page):
    assert Client(enforce_csrf_checks=True).post(page.get_url(), typed()).status_code == 403


def test_telephone_is_enough(page):
    send(page, reach="+49 711 / 90 77 43-75")
    assert (Message.objects.get().email, Message.objects.get().phone) == ("", "+49711907743­75".replace("­", ""))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"reach": ""}, "reach"),
        ({"reach": "no way"}, "reach"),
        ({"text": ""}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"name": "n" * 201}, "name"),
        ({"text": "x" * 10_000_000}, "text"),
        ({"consent": None}, "consent"),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_the_rest_is_kept(page, fields, wrong):
    answer = send(page, **fields)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [wrong]
    assert f'href="#id_{wrong}"' in answer.content.decode()
    kept = {"name": "Leyla Haddad", "reach": "leyla@example.org", "text": "Wann ist der nächste Kurs?"} | fields
    assert {name: form[name].value() for name in ("name", "reach", "text")} == {
        name: kept[name] for name in ("name", "reach", "text")
    }
    assert not Message.objects.exists()


def test_odd_keys_are_no_reason_to_refuse(page):
    send(page, submission="x", website=None)
    assert Message.objects.count() == 1


def test_double_click_and_back_button_send_once(page):
    fields = typed()
    first, second = (Client().post(page.get_url(), fields) for _ in range(2))
    assert first.url == second.url
    assert Message.objects.count() == 1


def test_tick_below_old_words_is_asked_for_again(page):
    fields = typed()
    newer = contact.words(version=2, text="Neue Worte.")
    answer = Client().post(page.get_url(), fields)
    text = answer.content.decode()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["consent"])
    assert "Neue Worte." in text
    assert "checked" not in re.search(r'<input[^>]*name="consent"[^>]*>', text)[0]
    assert Client().post(page.get_url(), fields | {"words": newer.pk}).status_code == 302
    assert Message.objects.get().consent_text == newer


def test_filled_trap_and_many_from_one_house_are_kept_as_doubtful(page, monkeypatch):
    monkeypatch.setattr("cms.views.contact.USUAL_PER_HOUR", 2)
    send(page, website="http://example.org")
    send(page, reach="a@example.org")
    send(page, reach="b@example.org")
    assert list(Message.objects.order_by("received_at").values_list("doubtful", flat=True)) == [True, False, True]


def test_flood_waits_and_what_was_typed_is_kept(page, monkeypatch):
    monkeypatch.setattr("cms.views.contact.MOST_PER_HOUR", 1)
    send(page)
    answer = send(page, text="Noch eine Frage.")
    assert answer.status_code == 429
    assert "Noch eine Frage." in answer.content.decode()


def test_german_page_in_the_arabic_frame_takes_messages_too(page):
    contact.words(locale="ar", text="أوافق")
    editorial.arabic_home()
    answer = Client().get(f"/ar/text/{page.translation_key}/")
    assert "أوافق" in answer.content.decode()
    words = answer.context["form"].current
    Client().post(f"/ar/text/{page.translation_key}/", typed(words=words.pk))
    assert (Message.objects.get().language, Message.objects.get().consent_text) == ("ar", words)


def test_plain_pages_take_no_posts(page):
    plain = editorial.plain("Impressum")
    assert Client().post(plain.get_url()).status_code == 405
    assert Client().post(f"/ar/text/{plain.translation_key}/").status_code == 405


def test_withdrawing_asks_first_and_then_deletes(page):
    own = send(page).url
    client = Client()
    assert client.get(f"{own}withdraw/").status_code == 405
    answer = client.post(f"{own}withdraw/", follow=True)
    assert answer.redirect_chain == [("/de/message/withdrawn/", 302)]
    assert not Message.objects.exists()
    assert client.get(own).status_code == 404
    assert client.post(f"{own}withdraw/").status_code == 404


def test_unknown_link_is_404_in_calm_words():
    answer = Client().get("/en/message/nobody-has-this/")
    assert answer.status_code == 404
    assert "There is no message here" in answer.content.decode()


def test_inbox_shows_what_waits_the_longest_waiting_first(page):
    send(page, name="Erste")
    send(page, name="Zweite")
    send(page, name="Maschine", website="x")
    client = staff(Role.COORDINATOR)
    text = client.get("/de/staff/messages/").content.decode()
    assert re.findall("Erste|Zweite|Maschine", text) == ["Erste", "Zweite"]
    assert "Maschine" in client.get("/de/staff/messages/?show=doubtful").content.decode()
    assert client.get("/de/staff/messages/?show=%00&page=-9").status_code == 200


def test_inbox_costs_the_same_with_one_and_three(page):
    client = staff(Role.COORDINATOR)
    send(page)
    client.get("/de/staff/messages/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/de/staff/messages/")
        one = len(caught)
    for number in range(2):
        send(page, reach=f"{number}@example.org")
    with CaptureQueriesContext(connection) as caught:
        client.get("/de/staff/messages/")
        assert len(caught) == one > 0


def test_staff_read_answer_and_close_and_each_look_is_on_record(page):
    send(page)
    message, client = Message.objects.get(), staff(Role.ADMINISTRATOR)
    address = f"/de/staff/messages/{message.pk}/"
    assert message.text in client.get(address).content.decode()
    assert AuditEntry.objects.filter(verb="message.read", subject_id=str(message.pk)).count() == 1
    wrong = client.post(address, {"submission": str(uuid.uuid4()), "text": ""})
    assert wrong.status_code == 422
    fields = {"submission": str(uuid.uuid4()), "text": "Am Samstag."}
    assert [client.post(address, fields).status_code for _ in range(2)] == [302, 302]
    assert [(one.text, one.written_by) for one in Answer.objects.all()] == [
        ("Am Samstag.", Answer.objects.get().written_by)
    ]
    assert client.post(f"{address}close/").url == "/de/staff/messages/"
    message.refresh_from_db()
    assert message.status == "closed"


def test_what_people_type_is_text_and_never_markup(page):
    send(page, name="<b>Leyla</b>", text="<script>alert(1)</script>")
    client = staff(Role.COORDINATOR)
    text = client.get(f"/de/staff/messages/{Message.objects.get().pk}/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;b&gt;Leyla" in text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.TRAINER, Role.AUTHOR, Role.ADVISER])
def test_for_others_there_is_no_inbox(page, role):
    send(page)
    client = staff(role)
    address = f"/de/staff/messages/{Message.objects.get().pk}/"
    assert [client.get("/de/staff/messages/").status_code, client.get(address).status_code] == [404, 404]
    assert [client.post(address).status_code, client.post(f"{address}close/").status_code] == [404, 404]


def test_visitors_are_led_to_the_sign_in_and_staff_to_the_second_factor():
    assert "/account/login/" in Client().get("/de/staff/messages/").url
    client = Client()
    client.force_login(people.account(Role.COORDINATOR))
    assert client.get("/de/staff/messages/").url == "/de/account/2fa/"
    assert staff(Role.COORDINATOR).get(f"/de/staff/messages/{uuid.uuid4()}/").status_code == 404


def test_administrator_writes_a_new_version_and_the_old_one_stays(page):
    send(page)
    old = Message.objects.get().consent_text
    client, address = staff(Role.ADMINISTRATOR), "/de/staff/messages/consent/"
    assert client.get(address).status_code == 200
    fields = {"replaces": old.version, "de": "Neue Worte.", "en": "New words.", "ar": ""}
    assert client.post(address, fields).status_code == 302
    assert "New words." in Client().get("/en/text/" + str(page.translation_key) + "/").content.decode()
    old.refresh_from_db()
    assert (words_now("contact", "ar").text, Message.objects.get().consent_text) == ("Neue Worte.", old)
    again = client.post(address, fields | {"de": "Andere Worte."})
    assert again.status_code == 422
    assert "Andere Worte." in again.content.decode()
    assert words_now("contact", "de").text == "Neue Worte."


@pytest.mark.parametrize(
    "fields", [{"de": " "}, {"de": "a\0b"}, {"de": "x" * 2001}, {"replaces": "x"}, {"replaces": "-1"}]
)
def test_words_that_cannot_hold_change_nothing(page, fields):
    known = words_now("contact", "de")
    client = staff(Role.ADMINISTRATOR)
    answer = client.post("/de/staff/messages/consent/", {"replaces": known.version, "de": "Neue Worte."} | fields)
    assert answer.status_code == 422
    assert words_now("contact", "de") == known


def test_same_words_again_are_no_new_version(page):
    known = words_in_force("contact")
    fields = {code: text.text for code, text in known.items()} | {"replaces": known["de"].version}
    staff(Role.ADMINISTRATOR).post("/de/staff/messages/consent/", fields)
    assert words_in_force("contact") == known


def test_coordinators_do_not_write_the_words():
    assert staff(Role.COORDINATOR).get("/de/staff/messages/consent/").status_code == 404

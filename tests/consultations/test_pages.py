"""Booking in one screen without an account, the page behind the link, and the pages of advisers and coordinators."""

import re
import uuid
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.models import Adviser, Booking, Request, Slot
from core import clock
from core.jobs.worker import drain
from organisations.models import Organisation, OrganisationMember
from people.enums import Role
from tests.factories import consultations, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]
ASK = "/de/consultation/"


def typed(**fields):
    known = {
        "submission": str(uuid.uuid4()),
        "slot": "",
        "wished_dates": "Dienstags ab 17 Uhr",
        "organisation_name": "Sportverein Plattenhardt",
        "contact_name": "Ute Maier",
        "email": "ute@example.org",
        "phone": "",
        "message": "",
    }
    return known | fields


def ask(client=None, **fields):
    return (client or Client()).post(ASK, typed(**fields))


def signed_in(account):
    client = Client()
    client.force_login(people.second_factor(account))
    return client


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_page_shows_the_next_free_times_and_folds_the_others():
    adviser = consultations.adviser()
    slots = [consultations.slot(adviser, starts_at=clock.now() + timedelta(days=day)) for day in range(1, 8)]
    consultations.ask(slots[0])
    answer = Client().get(ASK)
    soon, later = answer.context["soon"], answer.context["later"]
    assert [one.id for one in (*soon, *later)] == [slot.pk for slot in slots[1:]]
    assert len(soon) == 4
    assert answer["Cache-Control"] == "private, no-store"
    assert text_of(answer).count('name="slot"') == 7


def test_link_of_the_video_call_is_seen_by_who_booked_only():
    consultations.slot(online_url="https://video.example.org/secret")
    assert "video.example.org" not in text_of(Client().get(ASK))
    own = ask(slot=str(Slot.objects.get().pk)).url
    assert "https://video.example.org/secret" in text_of(Client().get(own))


def test_topics_of_an_adviser_are_named_where_they_are_not_all():
    first, second = consultations.topic("Vereinsrecht", ar="قانون"), consultations.topic("Räume")
    consultations.topic("Alt", offered=False)
    consultations.slot(consultations.adviser(topics=[first]))
    consultations.slot(consultations.adviser("Jan Weber", topics=[first, second]))
    consultations.slot(consultations.adviser("Ida Kern"))
    shown = {tuple(topic.name for topic in one.topics) for one in Client().get(ASK).context["soon"]}
    assert shown == {("Vereinsrecht",), ()}
    arabic = text_of(Client().get("/ar/consultation/"))
    assert "قانون" in arabic
    assert "Räume" in arabic
    assert "Alt<" not in arabic


def test_page_costs_the_same_with_one_and_many_times():
    def cost():
        with CaptureQueriesContext(connection) as caught:
            Client().get(ASK)
            return len(caught)

    consultations.topic()
    consultations.slot()
    Client().get(ASK)
    one = cost()
    for _ in range(3):
        consultations.topic()
        consultations.slot(consultations.adviser("Jan Weber", topics=[consultations.topic()]))
    assert cost() == one > 0


def test_visitor_books_and_finds_the_booking_behind_a_secret_link():
    slot, topic = consultations.slot(), consultations.topic("Vereinsrecht")
    answer = ask(slot=str(slot.pk), topics=[topic.pk], wished_dates="")
    request = Request.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{ASK}{request.token}/")
    assert (request.status, request.person, list(request.topics.all())) == ("confirmed", None, [topic])
    own = Client().get(answer.url)
    assert (own["Referrer-Policy"], own["X-Robots-Tag"], own["Cache-Control"]) == (
        "same-origin",
        "noindex",
        "private, no-store",
    )
    assert timezone.localtime(slot.starts_at).strftime("%H:%M") in text_of(own)


def test_calendar_file_holds_the_booked_time_and_there_is_none_without():
    slot = consultations.slot()
    own = ask(slot=str(slot.pk)).url
    answer = Client().get(f"{own}consultation.ics")
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert (answer["Content-Type"], event.decoded("dtstart")) == ("text/calendar; charset=utf-8", slot.starts_at)
    waiting = ask(email="b@example.org").url
    assert Client().get(f"{waiting}consultation.ics").status_code == 404


def test_member_is_known_and_asks_for_the_own_organisation():
    person = people.learner("Ute Maier")
    organisation = Organisation.objects.create(name="Chor Bonlanden")
    OrganisationMember.objects.create(organisation=organisation, person=person)
    client = Client()
    client.force_login(person.account)
    assert 'value="Chor Bonlanden"' in text_of(client.get(ASK))
    ask(client, organisation_name="Chor Bonlanden")
    ask(client, organisation_name="Ein anderer Verein")
    assert list(Request.objects.order_by("created_at").values_list("organisation", "person")) == [
        (organisation.pk, person.pk),
        (None, person.pk),
    ]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"organisation_name": ""}, "organisation_name"),
        ({"contact_name": "a\0b"}, "contact_name"),
        ({"contact_name": "n" * 201}, "contact_name"),
        ({"email": "no address"}, "email"),
        ({"message": "x" * 10_000_000}, "message"),
        ({"wished_dates": "x" * 501}, "wished_dates"),
        ({"topics": ["999999"]}, "topics"),
        ({"topics": ["99999999999999999999999999"]}, "topics"),
        ({"topics": ["x"]}, "topics"),
        ({"slot": "x"}, "slot"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(fields, wrong):
    consultations.topic()
    answer = ask(**fields)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [wrong])
    assert f'href="#id_{wrong}' in text_of(answer)
    assert form["email"].value() == fields.get("email", "ute@example.org")
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status", "wrong"),
    [
        ({"email": ""}, 422, "email"),
        ({"wished_dates": ""}, 422, "slot"),
        ({"slot": str(uuid.uuid4())}, 409, "slot"),
    ],
)
def test_refusal_of_a_rule_stands_at_its_field(fields, status, wrong):
    answer = ask(**fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (status, [wrong])
    assert 'value="Ute Maier"' in text_of(answer)


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_chosen_for_anybody():
    consultations.slot()
    fields = typed(organisation_name="", contact_name="", email="", wished_dates="")
    del fields["slot"]
    answer = Client().post(ASK, fields)
    form = answer.context["form"]
    assert set(form.errors) == {"organisation_name", "contact_name", "email", "slot"}
    assert "Bitte schreiben Sie den Namen Ihrer Organisation." in text_of(answer)
    assert not re.search(r'type="radio"[^>]* checked', text_of(answer))
    assert re.search(r'type="radio" name="slot" value="" checked', text_of(ask(wished_dates="")))


def test_who_gave_only_a_telephone_is_told_to_keep_the_address():
    consultations.slot()
    own = ask(email="", phone="0711 1234").url
    page = text_of(Client().get(own))
    assert f'<p class="keep"><bdi dir="ltr">http://testserver{own}</bdi></p>' in page
    assert 'class="keep"' not in text_of(Client().get(ask(email="b@example.org").url))


@pytest.mark.parametrize(("reach", "said"), [({"email": ""}, "call the organisation"), ({}, "told by e-mail")])
def test_staff_are_told_how_the_organisation_gets_to_know(reach, said):
    adviser = consultations.adviser()
    ask(**({"phone": "0711 1234"} | reach))
    client = signed_in(people.account(Role.COORDINATOR))
    address = f"/en/staff/consultations/{Request.objects.get().pk}/"
    answer = client.post(address, {"act": "assign", "adviser": adviser.pk}, follow=True)
    assert [said in str(message) for message in answer.context["messages"]] == [True]


def test_slot_that_was_just_taken_keeps_what_was_typed_and_shows_the_others():
    slot, other = consultations.slot(), consultations.slot()
    consultations.ask(slot)
    answer = ask(slot=str(slot.pk), message="Wir sind neu.")
    shown = text_of(answer)
    assert (answer.status_code, [one.id for one in answer.context["soon"]]) == (409, [other.pk])
    assert "Wir sind neu." in shown
    assert 'id="slot-error"' in shown
    assert Request.objects.count() == 1


def test_double_click_and_back_button_ask_once():
    fields = typed(slot=str(consultations.slot().pk))
    first, second = (Client().post(ASK, fields) for _ in range(2))
    assert first.url == second.url
    assert Request.objects.count() == Booking.objects.count() == 1


def test_odd_addresses_are_no_mistake_of_ours():
    slot = consultations.slot()
    assert Client().get(f"{ASK}?slot={slot.pk}&topic=x&topic=%00").context["chosen"] == str(slot.pk)
    assert Client().get(f"{ASK}?slot=%00").status_code == 200
    assert ask(submission="x").status_code == 302


def test_many_requests_from_one_address_wait(monkeypatch):
    monkeypatch.setattr("consultations.views.public.ASKS_PER_HOUR", 1)
    ask()
    answer = ask(email="b@example.org")
    assert (answer.status_code, answer.context["form"]["email"].value()) == (429, "b@example.org")


def test_many_requests_for_one_letter_box_wait_wherever_they_come_from():
    sent = [
        ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), email="Victim@example.org" if number % 2 else "victim@example.org")
        for number in range(6)
    ]
    assert [answer.status_code for answer in sent] == [302] * 5 + [429]
    by_telephone = ask(email="", phone="0711 123456")
    assert (by_telephone.status_code, ask(email="b@example.org").status_code) == (302, 302)


def test_line_breaks_in_one_line_and_paragraphs_in_many_make_no_button_of_a_strangers(mailoutbox):
    trap = "You have won:\nhttps://evil.example.org/"
    ask(
        organisation_name=trap, contact_name=f"{trap}\r\n\r\n{trap}", phone="0711\n123", wished_dates=f"x\n\n{trap}\n\n"
    )
    drain()
    kept = Request.objects.get()
    assert "\n" not in kept.organisation_name + kept.contact_name + kept.phone
    (mail,) = [one for one in mailoutbox if one.to == ["ute@example.org"]]
    buttons = re.findall(r'class="btn" href="([^"]+)"', mail.alternatives[0].content)
    link = f"http://testserver/de/consultation/{kept.token}/"
    assert buttons == [link, f"{link}cancel/"]


def test_cancelling_asks_first_then_frees_the_slot():
    slot = consultations.slot()
    own = ask(slot=str(slot.pk)).url
    client = Client()
    assert client.get(f"{own}cancel/").status_code == 200
    assert Booking.objects.live().count() == 1
    assert client.post(f"{own}cancel/").url == own
    assert (Booking.objects.live().count(), Request.objects.get().status) == (0, "cancelled")
    assert client.post(f"{own}cancel/").url == own
    assert "<form" not in text_of(client.get(f"{own}cancel/"))
    assert list(Slot.objects.free(clock.now())) == [slot]
    assert client.get(own).context["page"].cancelled == slot
    assert "Abgesagt: <strong>" in text_of(client.get(own))


def test_what_has_begun_is_not_cancelled_and_says_so():
    slot = consultations.slot()
    own = ask(slot=str(slot.pk)).url
    Slot.objects.update(starts_at=clock.now() - timedelta(minutes=1))
    answer = Client().post(f"{own}cancel/", follow=True)
    assert Request.objects.get().status == "confirmed"
    assert answer.status_code == 200
    assert "alert bad" in text_of(answer)


def test_link_of_nobody_is_404():
    ask()
    token = Request.objects.get().token
    for guess in (token[:-1], token + "a", str(Request.objects.get().pk), "advisers"):
        for end in ("", "cancel/", "consultation.ics"):
            assert Client().get(f"{ASK}{guess}/{end}").status_code == 404


def test_coordinator_sees_all_requests_the_longest_waiting_first_and_assigns():
    adviser = consultations.adviser()
    first, second = consultations.ask(organisation_name="Erster"), consultations.ask(organisation_name="Zweiter")
    client = signed_in(people.account(Role.COORDINATOR))
    assert re.findall("Erster|Zweiter", text_of(client.get("/de/staff/consultations/"))) == ["Erster", "Zweiter"]
    address = f"/de/staff/consultations/{first.pk}/"
    assert "ute@example.org" in text_of(client.get(address))
    assert client.post(address, {"act": "assign", "adviser": adviser.pk}).status_code == 302
    assert Request.objects.get(pk=first.pk).adviser == adviser
    assert Request.objects.get(pk=second.pk).adviser is None


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "assign", "adviser": "99999999999999999999"},
        {"act": "book", "slot": "x"},
        {"act": "book", "slot": str(uuid.uuid4())},
        {"act": "cancel", "reason": ""},
        {"act": "cancel", "reason": "a\0b"},
    ],
)
def test_odd_acts_say_what_is_wrong_and_change_nothing(fields):
    request = consultations.ask()
    consultations.slot()
    client = signed_in(people.account(Role.COORDINATOR))
    answer = client.post(f"/de/staff/consultations/{request.pk}/", fields)
    assert answer.status_code == 422
    assert "errorlist" in text_of(answer)
    assert Request.objects.get().status == "requested"


def test_unknown_act_changes_nothing():
    request = consultations.ask()
    client = signed_in(people.account(Role.COORDINATOR))
    assert client.post(f"/de/staff/consultations/{request.pk}/", {"act": "\0x"}).status_code == 200
    assert Request.objects.get().status == "requested"


def test_adviser_sees_own_requests_only_and_books_into_an_own_time():
    adviser, other = consultations.adviser(), consultations.adviser("Jan Weber")
    mine, strange = consultations.ask(), consultations.ask(consultations.slot(other))
    Request.objects.filter(pk=mine.pk).update(adviser=adviser, status="assigned")
    own, foreign = consultations.slot(adviser), consultations.slot(other)
    client = signed_in(adviser.person.account)
    assert client.get("/de/staff/consultations/").url == "/de/staff/consultations/slots/"
    assert client.get(f"/de/staff/consultations/{strange.pk}/").status_code == 404
    address = f"/de/staff/consultations/{mine.pk}/"
    assert client.post(address, {"act": "book", "slot": str(foreign.pk)}).status_code == 422
    assert client.post(address, {"act": "assign", "adviser": other.pk}).status_code == 200
    assert client.post(address, {"act": "book", "slot": str(own.pk)}).status_code == 302
    assert Booking.objects.live().get(request=mine).slot == own
    assert client.get("/de/staff/consultations/advisers/").status_code == 404


def test_adviser_offers_a_series_and_withdraws_one():
    adviser = consultations.adviser()
    client = signed_in(adviser.person.account)
    day = timezone.localdate() + timedelta(days=7)
    fields = {
        "day": day.isoformat(),
        "time": "18:30",
        "minutes": "60",
        "place": "Rathaus",
        "until": (day + timedelta(weeks=2)).isoformat(),
    }
    assert client.post("/de/staff/consultations/slots/", fields).status_code == 302
    assert {timezone.localtime(slot.starts_at).strftime("%H:%M") for slot in adviser.slots.all()} == {"18:30"}
    again = client.post("/de/staff/consultations/slots/", fields)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["time"])
    first = adviser.slots.first()
    withdraw = f"/de/staff/consultations/slots/{first.pk}/withdraw/"
    answer = client.post(withdraw, {"next": "https://evil.example.org/"})
    assert answer.url == "/"
    assert (Slot.objects.free(clock.now()).count(), adviser.slots.count()) == (2, 3)
    assert signed_in(consultations.adviser("Jan Weber").person.account).post(withdraw).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", "x"),
        ("time", "25:00"),
        ("minutes", "9" * 30),
        ("until", "9999-12-31"),
    ],
)
def test_odd_times_are_named(name, value):
    adviser = consultations.adviser()
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    fields = {"day": day, "time": "18:30", "minutes": "60", "place": "Rathaus"} | {name: value}
    answer = signed_in(adviser.person.account).post("/de/staff/consultations/slots/", fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert not adviser.slots.exists()


def test_coordinator_adds_an_adviser_by_user_name_and_ends_the_role():
    person, topic = people.learner("Jan Weber"), consultations.topic()
    client = signed_in(people.account(Role.COORDINATOR))
    address = "/de/staff/consultations/advisers/"
    assert client.post(address, {"username": "nobody"}).status_code == 422
    assert client.post(address, {"username": person.account.username, "topics": [topic.pk]}).status_code == 302
    adviser = Adviser.objects.get()
    assert (adviser.person, list(adviser.topics.all())) == (person, [topic])
    assert client.get(f"{address}{adviser.pk}/slots/").status_code == 200
    client.post(f"{address}{adviser.pk}/end/")
    assert Adviser.objects.live().count() == 0
    assert client.post(f"{address}{adviser.pk}/end/").status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINER, Role.AUTHOR, Role.TRANSLATOR, Role.ADMINISTRATOR, None])
def test_for_others_there_are_no_staff_pages(role):
    request = consultations.ask()
    client = signed_in(people.account(*filter(None, [role])))
    for address in ("", "slots/", "advisers/", f"{request.pk}/"):
        assert client.get(f"/de/staff/consultations/{address}").status_code == 404


def test_staff_pages_ask_visitors_to_sign_in_and_advisers_for_the_second_factor():
    adviser = consultations.adviser()
    client = Client()
    assert "/account/login/" in client.get("/de/staff/consultations/slots/").url
    client.force_login(adviser.person.account)
    assert client.get("/de/staff/consultations/slots/").url == "/de/account/2fa/"
    client.force_login(people.account(Role.COORDINATOR))
    assert client.get("/de/staff/consultations/").url == "/de/account/2fa/"


def test_member_finds_the_own_organisations_bookings_on_the_start_page_and_no_strangers():
    slot = consultations.slot()
    person = people.learner("Vera Verein")
    club = Organisation.objects.create(name="Ballfreunde")
    OrganisationMember.objects.create(organisation=club, person=person)
    client = Client()
    client.force_login(person.account)
    empty = text_of(client.get("/en/my/learning/"))
    assert "Ballfreunde" in empty
    assert "No consultation is booked." in empty
    ask(organisation_name="Ballfreunde")
    own = ask(client, organisation_name="Ballfreunde", slot=str(slot.pk)).url
    shown = client.get("/en/my/learning/")
    assert [one.token for one in shown.context["requests"]] == [own.split("/")[-2]]
    assert own.replace("/de/", "/en/") in text_of(shown)
    OrganisationMember.objects.update(until=clock.now())
    assert "Ballfreunde" not in text_of(client.get("/en/my/learning/"))

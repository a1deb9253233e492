"""Mails and calendar entries: once each, in the reader's language, and the entry follows the booking."""

import email
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django_tasks_db.models import DBTaskResult

from consultations.domain import booking, notices
from consultations.domain import request as requests
from core import clock
from core.jobs.worker import drain
from people.enums import Role
from tests import mailbox
from tests.factories import consultations, people

pytestmark = pytest.mark.django_db
SUMMER = datetime(2027, 3, 30, 16, 30, tzinfo=UTC)  # 18:30 in Berlin, two days after the clocks went forward
WINTER = datetime(2027, 3, 23, 17, 30, tzinfo=UTC)  # 18:30 in Berlin


def invitation(mail):
    file = next(file for file in mail.attachments if file.filename == "consultation.ics")
    return icalendar.Calendar.from_ical(file.content), file.mimetype


def entry(mail):
    return invitation(mail)[0].walk("VEVENT")[0]


def to(mails, address):
    return [mail for mail in mails if mail.to == [address]]


@pytest.mark.parametrize("starts", [SUMMER, WINTER])
def test_booking_is_confirmed_with_an_invitation_at_the_offices_time(mailoutbox, starts):
    slot = consultations.slot(starts_at=starts, place="Rathaus", online_url="https://video.example.org/x")
    request = consultations.ask(slot, language="en", topics=(consultations.topic("Menschen", en="People").pk,))
    drain()
    (mail,) = to(mailoutbox, "ute@example.org")
    assert "18:30" in mail.body
    assert "Rathaus" in mail.body
    assert "https://video.example.org/x" in mail.body
    assert f"http://testserver/en/consultation/{request.token}/cancel/" in mail.body
    assert "People" in mail.alternatives[0].content
    calendar, kind = invitation(mail)
    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], kind) == ("REQUEST", "text/calendar; method=REQUEST")
    assert (event.decoded("dtstart"), event.decoded("dtend").timestamp() - starts.timestamp()) == (starts, 3600)
    assert (event["UID"], event["STATUS"]) == (f"consultation-{request.pk}@testserver", "CONFIRMED")
    assert str(event["ATTENDEE"]) == "mailto:ute@example.org"
    assert str(event["SUMMARY"]) == "Consultation: People"


def test_mail_leaves_as_a_whole_message_that_mail_programmes_read(mailoutbox):
    consultations.ask(consultations.slot())
    drain()
    message = email.message_from_bytes(to(mailoutbox, "ute@example.org")[0].message().as_bytes())
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]


def test_moving_and_cancelling_update_the_same_entry(mailoutbox):
    request = consultations.ask(consultations.slot())
    drain()
    actor = people.account(Role.COORDINATOR)
    booking.book(request=request, slot=consultations.slot(), actor=actor, at=clock.now())
    drain()
    booking.cancel_by_link(token=request.token, at=clock.now())
    drain()
    booked, moved, cancelled = (entry(mail) for mail in to(mailoutbox, "ute@example.org"))
    assert booked["UID"] == moved["UID"] == cancelled["UID"]
    assert booked["SEQUENCE"] < moved["SEQUENCE"] < cancelled["SEQUENCE"]
    assert invitation(to(mailoutbox, "ute@example.org")[2])[0]["METHOD"] == "CANCEL"
    assert cancelled["STATUS"] == "CANCELLED"


def test_adviser_hears_of_booking_and_cancelling(mailoutbox):
    adviser = consultations.adviser()
    request = consultations.ask(consultations.slot(adviser))
    drain()
    booking.cancel_by_link(token=request.token, at=clock.now())
    drain()
    booked, ended = to(mailoutbox, adviser.person.account.email)
    assert entry(booked)["UID"] == entry(ended)["UID"]
    assert [invitation(mail)[0]["METHOD"] for mail in (booked, ended)] == ["REQUEST", "CANCEL"]
    assert f"/staff/consultations/{request.pk}/" in booked.body


def test_coordinators_hear_once_of_a_request_and_the_adviser_when_it_is_given(mailoutbox):
    coordinator = people.account(Role.COORDINATOR, email="koordination@example.org")
    people.account(Role.EDITOR, email="redaktion@example.org")
    adviser, request = consultations.adviser(), consultations.ask()
    drain()
    notices.tell_office(request=request.pk, at=clock.now())
    assert sorted(mail.to[0] for mail in mailoutbox) == ["koordination@example.org", "ute@example.org"]
    mailoutbox.clear()
    for _ in range(2):
        requests.assign(request=request, adviser=adviser, actor=coordinator)
        drain()
    assert [mail.to for mail in mailoutbox] == [[adviser.person.account.email]]
    assert "Dienstags ab 17 Uhr" in mailoutbox[0].body


def test_one_bad_address_neither_holds_up_nor_floods_the_other_coordinators(mailoutbox, settings):
    settings.EMAIL_BACKEND = "tests.mailbox.Backend"
    for address in ("first@example.org", mailbox.REFUSED, "last@example.org"):
        people.account(Role.COORDINATOR, email=address)
    consultations.ask(email="", phone="0711 1")
    for _ in range(3):
        drain()
        DBTaskResult.objects.update(run_after=clock.now() - timedelta(seconds=1))
    assert sorted(mail.to[0] for mail in mailoutbox) == ["first@example.org", "last@example.org"]


def test_job_that_runs_again_sends_nothing_twice(mailoutbox):
    request = consultations.ask(consultations.slot())
    drain()
    sent = len(mailoutbox)
    notices.tell_asker(request=request.pk, at=clock.now())
    notices.tell_adviser(booking=request.bookings.get().pk, ended=False, at=clock.now())
    assert len(mailoutbox) == sent == 2


def test_who_gave_a_telephone_only_gets_no_mail(mailoutbox):
    consultations.ask(email="", phone="0711 1")
    drain()
    assert mailoutbox == []


def test_what_was_cancelled_before_it_was_told_is_told_as_it_stands(mailoutbox):
    request = consultations.ask(consultations.slot())
    booking.cancel_by_link(token=request.token, at=clock.now())
    drain()
    assert [entry(mail)["STATUS"] for mail in to(mailoutbox, "ute@example.org")] == ["CANCELLED"]

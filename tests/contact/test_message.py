"""Writing to the office: kept once with the words consented to, answered, closed, withdrawn, forgotten."""

import uuid
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from contact.domain import message as messages
from contact.domain import notices
from contact.errors import AnswerEmpty, ConsentOutdated, MessageEmpty, MessageGone, NoWayToAnswer
from contact.models import Answer, Message
from core import clock
from core.errors import NotAllowed
from core.jobs.worker import drain
from core.models import AuditEntry
from people.enums import Role
from people.queries.consent import words_now
from tests import mailbox
from tests.factories import contact, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return people.account(Role.COORDINATOR, email="koordination@example.org")


def answered(message, actor, text="Am Samstag.", submission=None):
    return messages.answer(
        message=message, text=text, submission=submission or uuid.uuid4(), actor=actor, at=clock.now()
    )


def test_message_is_kept_with_the_words_consented_to():
    at = clock.now()
    words = contact.words()
    kept = messages.receive(letter=contact.letter(), submission=uuid.uuid4(), words=words, doubtful=False, at=at)
    row = Message.objects.get()
    assert (row, row.status, row.consent_text, row.consented_at) == (kept, "new", words, at)
    assert (row.consent_channel, row.language, row.email, row.phone) == ("online", "de", "leyla@example.org", "")


def test_same_form_twice_is_one_message_and_changed_words_are_another():
    submission = uuid.uuid4()
    first = contact.message(submission=submission)
    assert contact.message(submission=submission) == first
    other = contact.message(submission=submission, text="Und noch etwas.")
    assert {row.text for row in Message.objects.all()} == {first.text, other.text}


@pytest.mark.parametrize(("fields", "refusal"), [({"email": ""}, NoWayToAnswer), ({"text": " \n "}, MessageEmpty)])
def test_message_that_cannot_be_answered_is_refused(fields, refusal):
    with pytest.raises(refusal):
        contact.message(**fields)
    assert not Message.objects.exists()


def test_tick_below_old_words_does_not_count():
    old = contact.words()
    contact.words(version=2, text="Neue Worte.")
    with pytest.raises(ConsentOutdated):
        messages.receive(letter=contact.letter(), submission=uuid.uuid4(), words=old, doubtful=False, at=clock.now())


def test_newest_words_in_german_rather_than_old_ones_in_the_language():
    contact.words(locale="ar", text="قديم")
    assert words_now("contact", "ar").locale == "ar"
    contact.words(version=2, text="Neue Worte.")
    found = words_now("contact", "ar")
    assert (found.version, found.locale) == (2, "de")
    assert words_now("nothing", "de") is None


def test_confirmation_is_sent_once_in_the_language_written_in(mailoutbox, coordinator):
    message = contact.message(language="en", text="See http://spam.example.org")
    drain()
    notices.confirm(message=message.pk, at=clock.now())
    notices.tell_staff(message=message.pk, at=clock.now())
    confirmation, note = mailoutbox
    assert (confirmation.to, confirmation.subject) == (["leyla@example.org"], "We have your message")
    assert f"http://testserver/en/message/{message.token}/" in confirmation.body
    assert "spam.example.org" not in confirmation.body + confirmation.alternatives[0].content
    assert note.to == ["koordination@example.org"]
    assert "Leyla" not in note.body
    assert f"/staff/messages/{message.pk}/" in note.body


def test_one_bad_address_neither_holds_up_nor_floods_the_other_coordinators(mailoutbox, settings):
    settings.EMAIL_BACKEND = "tests.mailbox.Backend"
    for address in ("first@example.org", mailbox.REFUSED, "last@example.org"):
        people.account(Role.COORDINATOR, email=address)
    contact.message(email="", phone="07111234")
    for _ in range(3):
        drain()
        DBTaskResult.objects.update(run_after=clock.now() - timedelta(seconds=1))
    assert sorted(mail.to[0] for mail in mailoutbox) == ["first@example.org", "last@example.org"]


def test_doubtful_message_is_kept_and_nobody_gets_a_mail(mailoutbox, coordinator):
    contact.message(doubtful=True)
    drain()
    assert Message.objects.get().doubtful
    assert mailoutbox == []


def test_answer_goes_out_once_and_is_kept(mailoutbox, coordinator):
    message = contact.message()
    drain()
    mailoutbox.clear()
    submission = uuid.uuid4()
    written = answered(message, coordinator, submission=submission)
    assert answered(message, coordinator, text="Doppelt.", submission=submission) == written
    drain()
    notices.send_answer(answer=written.pk, at=clock.now())
    assert [(mail.to, "Am Samstag." in mail.body) for mail in mailoutbox] == [(["leyla@example.org"], True)]
    message.refresh_from_db()
    assert (message.status, Answer.objects.get().sent_at is not None) == ("answered", True)


def test_answer_by_telephone_is_a_note_and_no_mail(mailoutbox, coordinator):
    message = contact.message(email="", phone="0711123456")
    answered(message, coordinator)
    drain()
    assert [mail for mail in mailoutbox if mail.to != ["koordination@example.org"]] == []
    assert Answer.objects.get().sent_at is None


def test_empty_answer_is_refused(coordinator):
    message = contact.message()
    with pytest.raises(AnswerEmpty):
        answered(message, coordinator, text="  ")
    assert not Answer.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.TRAINER, Role.AUTHOR, Role.ADVISER])
def test_others_neither_answer_nor_close(role):
    message, actor = contact.message(), people.account(role)
    with pytest.raises(NotAllowed):
        answered(message, actor)
    with pytest.raises(NotAllowed):
        messages.close(message=message, actor=actor, at=clock.now())


def test_closing_again_changes_nothing_and_an_answer_opens_it(coordinator):
    message, at = contact.message(), clock.now()
    messages.close(message=message, actor=coordinator, at=at)
    messages.close(message=message, actor=coordinator, at=at + timedelta(days=1))
    message.refresh_from_db()
    assert (message.status, message.closed_at) == ("closed", at)
    answered(message, coordinator)
    message.refresh_from_db()
    assert (message.status, message.closed_at) == ("answered", None)


def test_withdrawing_deletes_message_and_answers_and_stops_the_mails(mailoutbox, coordinator):
    message, other = contact.message(), contact.message(name="Yusuf Demir")
    answered(message, coordinator)
    messages.withdraw(token=message.token)
    drain()
    assert list(Message.objects.all()) == [other]
    assert not Answer.objects.exists()
    assert f"/message/{message.token}/" not in "".join(mail.body for mail in mailoutbox)
    entry = AuditEntry.objects.get(verb="message.withdrawn")
    assert (entry.subject_id, entry.actor) == (str(message.pk), None)
    with pytest.raises(MessageGone):
        messages.withdraw(token=message.token)
    with pytest.raises(MessageGone):
        answered(message, coordinator)


def test_answered_message_that_nobody_closes_goes_half_a_year_after_its_last_answer(coordinator):
    at = clock.now()
    old, again, waiting = contact.message(), contact.message(), contact.message()
    for message, days in ((old, 1), (again, 1), (again, -1)):
        written = at - messages.TERM - timedelta(days=days)
        messages.answer(message=message, text="Ja.", submission=uuid.uuid4(), actor=coordinator, at=written)
    assert messages.forget(at=at) == 1
    assert set(Message.objects.all()) == {again, waiting}


def test_only_what_was_closed_longer_ago_than_the_term_is_forgotten(coordinator):
    at = clock.now()
    old, young, waiting = contact.message(), contact.message(), contact.message()
    messages.close(message=old, actor=coordinator, at=at - messages.TERM - timedelta(hours=1))
    messages.close(message=young, actor=coordinator, at=at - messages.TERM + timedelta(hours=1))
    assert messages.forget(at=at) == 1
    assert set(Message.objects.all()) == {young, waiting}

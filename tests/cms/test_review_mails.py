"""Mails when a text is handed in, approved and sent back: ours, in text and HTML, in the language of who gets them."""

import pytest
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from cms.models import LessonPage
from core.jobs.worker import drain
from people.enums import Role
from tests.cms.test_authoring_day import typed
from tests.factories import pages, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def author():
    return people.account(Role.AUTHOR, username="Arno", email="arno@example.org")


@pytest.fixture
def trainer():
    return people.account(Role.TRAINER, username="Tina", email="tina@example.org")


@pytest.fixture
def lesson(client, author, trainer):
    """A lesson that a trainer has handed in."""
    module = pages.course((0,)).get_children().first()
    client.force_login(trainer)
    client.post(f"/admin/pages/add/cms/lessonpage/{module.pk}/", typed("Neu & gut", **{"action-submit": "yes"}))
    return LessonPage.objects.get(slug="neue-lektion")


def answer(client, lesson, account, action, comment=""):
    client.force_login(account)
    task = TaskState.objects.get(status="in_progress")
    with pages.committing():
        client.post(f"/admin/pages/workflow/action/{lesson.pk}/{action}/{task.pk}/", {"comment": comment})
    drain()


def html_of(mail) -> str:
    (part,) = mail.alternatives
    return part.content


def test_author_is_asked_to_read_what_a_trainer_handed_in(lesson, mailoutbox):
    drain()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["arno@example.org"], "Bitte durchsehen: „Neu & gut“")
    assert "Tina hat „Neu & gut“ geschrieben und bittet Sie, den Text durchzusehen." in mail.body
    assert f"http://testserver/admin/pages/{lesson.pk}/edit/" in mail.body
    assert '<html lang="de" dir="ltr">' in html_of(mail)
    assert "„Neu &amp; gut“ geschrieben" in html_of(mail)
    assert f'href="http://testserver/admin/pages/{lesson.pk}/edit/"' in html_of(mail)


def test_trainer_reads_that_the_text_is_approved(client, lesson, author, mailoutbox):
    drain()
    mailoutbox.clear()
    answer(client, lesson, author, "approve")
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["tina@example.org"], "Freigegeben: „Neu & gut“")
    assert "ist durchgesehen und freigegeben" in mail.body
    assert "Das steht dazu" not in mail.body
    assert "ist durchgesehen und freigegeben" in html_of(mail)


def test_trainer_reads_what_to_change(client, lesson, author, mailoutbox):
    drain()
    mailoutbox.clear()
    answer(client, lesson, author, "reject", "Bitte <kürzer>.")
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["tina@example.org"], "Bitte noch etwas ändern: „Neu & gut“")
    assert "Das steht dazu:\n\nBitte <kürzer>.\n\nText ändern und neu einreichen:\nhttp" in mail.body
    assert "Bitte &lt;kürzer&gt;." in html_of(mail)


def test_each_reads_in_their_own_language(client, author, trainer, lesson, mailoutbox):
    drain()
    type(trainer).objects.filter(pk=trainer.pk).update(language="ar")
    mailoutbox.clear()
    answer(client, lesson, author, "approve", "Danke!")
    (mail,) = mailoutbox
    assert mail.subject == "تمت الموافقة: «Neu & gut»"
    assert "قيل عنه ما يلي" in mail.body
    assert '<html lang="ar" dir="rtl">' in html_of(mail)


def test_who_did_it_is_not_told(client, author, mailoutbox):
    module = pages.course((0,)).get_children().first()
    client.force_login(author)
    client.post(f"/admin/pages/add/cms/lessonpage/{module.pk}/", typed("Eigenes", **{"action-submit": "yes"}))
    answer(client, LessonPage.objects.get(slug="neue-lektion"), author, "approve")
    assert mailoutbox == []


def test_who_switched_the_mails_off_or_has_no_address_gets_none(client, author, trainer, lesson, mailoutbox):
    UserProfile.get_for_user(author)
    UserProfile.objects.filter(user=author).update(submitted_notifications=False)
    people.account(Role.AUTHOR, username="ohne", email=None)
    type(trainer).objects.filter(pk=trainer.pk).update(is_active=False)
    drain()
    answer(client, lesson, author, "approve")
    assert mailoutbox == []


def test_text_that_no_longer_waits_needs_no_reader(client, lesson, author, mailoutbox):
    with pages.committing():
        TaskState.objects.get().workflow_state.cancel(user=author)
    drain()
    assert mailoutbox == []

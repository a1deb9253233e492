"""Who reads what is handed in: those who may publish it where it stands."""

import importlib

import pytest
from django.apps import apps
from wagtail.models import TaskState, WorkflowPage

from cms.queries.start import next_steps
from people.enums import Role
from tests.factories import editorial, pages, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def hand_in(page, account):
    page.title = "Neu geschrieben"
    page.save_revision(user=account)
    with pages.committing():
        page.get_workflow().start(page, account)


def approves(client, page, account) -> bool:
    client.force_login(account)
    task = TaskState.objects.get(status="in_progress")
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{task.pk}/"
    with pages.committing():
        client.post(address, {"comment": ""})
    page.refresh_from_db()
    return page.title == "Neu geschrieben"


def test_news_that_an_editor_hands_in_wait_for_editors_and_are_published_by_one(client):
    writer, reader, author = people.account(Role.EDITOR), people.account(Role.EDITOR), people.account(Role.AUTHOR)
    news = editorial.news("Alt")
    hand_in(news, writer)
    assert (len(next_steps(reader)), next_steps(author)) == (1, [])
    assert (approves(client, news, author), approves(client, news, reader)) == (False, True)


def test_lesson_waits_for_authors_and_not_for_editors():
    author, editor = people.account(Role.AUTHOR), people.account(Role.EDITOR)
    lesson = pages.lesson(pages.course((0,)).get_first_child())
    hand_in(lesson, people.account(Role.TRAINER))
    assert (len(next_steps(author)), next_steps(editor)) == (1, [])


def test_translations_wait_for_translators():
    readers = editorial.arabic_home().get_workflow().tasks.get().specific.groups
    assert set(readers.values_list("name", flat=True)) == {Role.TRANSLATOR, Role.ADMINISTRATOR}


def test_places_that_were_there_before_get_their_reviewers_and_keep_a_choice():
    news, home = editorial.news("Alt").get_parent(), editorial.arabic_home()
    own = pages.home().get_workflow()
    WorkflowPage.objects.filter(page=news).delete()
    WorkflowPage.objects.filter(page=home).update(workflow=own)
    importlib.import_module("cms.migrations.0009_reviewers").reviewers(apps, None)
    assert WorkflowPage.objects.get(page=news).workflow.name == "Durchsicht der Website"
    assert WorkflowPage.objects.get(page=home).workflow == own

"""What Wagtail names in English when it sets itself up reads German at the German desk."""

import importlib
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import override
from wagtail.models import Collection, Page, Task, Workflow

from people.enums import Role
from tests.factories import people

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(r"Moderators approval|>\s*Root\s*<|>\s*(?:author|administrator|trainer|editor|translator)\s*<")


def test_workflow_task_collection_and_root_page_have_german_names():
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Durchsicht"]
    assert list(Task.objects.values_list("name", flat=True)) == ["Durchsicht"]
    assert Collection.get_first_root_node().name == "Allgemein"
    root = Page.get_first_root_node()
    assert (root.title, root.draft_title) == ("Alle Seiten", "Alle Seiten")


def test_what_somebody_has_named_stays():
    Workflow.objects.update(name="Vier Augen")
    Task.objects.update(name="Moderators approval")
    importlib.import_module("cms.migrations.0008_german_names").german(apps, None)
    assert (Workflow.objects.get().name, Task.objects.get().name) == ("Vier Augen", "Durchsicht")


def test_groups_of_roles_are_shown_by_the_name_of_the_role():
    group = Group.objects.get(name=Role.AUTHOR)
    for language, name in (("de", "Autorin oder Autor"), ("en", "Author")):
        with override(language):
            assert str(group) == str(Role.AUTHOR.label) == name
    assert str(Group(name="Vorstand")) == "Vorstand"


def test_german_desk_shows_none_of_the_english_names(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(people.account(Role.ADMINISTRATOR))
    workflow, task, root = Workflow.objects.get(), Task.objects.get(), Page.get_first_root_node()
    for path in (
        "workflows/list/",
        f"workflows/edit/{workflow.pk}/",
        "workflows/tasks/index/",
        f"workflows/tasks/edit/{task.pk}/",
        "collections/",
        "images/add/",
        "documents/add/",
        f"pages/{root.pk}/",
    ):
        answer = client.get(f"/admin/{path}")
        assert answer.status_code == 200, path
        assert ENGLISH.findall(answer.content.decode()) == [], path

"""Editors write what organisations can be advised on; German is always there; nothing is deleted."""

import pytest
from django.test import Client

from consultations.models import Topic
from people.enums import Role
from tests.factories import consultations, people

pytestmark = pytest.mark.django_db
LIST = "/admin/consultation-topics/"


@pytest.fixture
def editor():
    client = Client()
    client.force_login(people.second_factor(people.account(Role.EDITOR, language="en")))
    return client


def typed(*texts, **fields):
    known = {"key": "raeume", "position": "3", "offered": "on", "texts-INITIAL_FORMS": "0", "texts-MIN_NUM_FORMS": "1"}
    rows = {"texts-TOTAL_FORMS": str(len(texts)), "texts-MAX_NUM_FORMS": "1000"}
    for number, (locale, name) in enumerate(texts):
        rows |= {f"texts-{number}-locale": locale, f"texts-{number}-name": name, f"texts-{number}-description": ""}
        rows |= {f"texts-{number}-id": "", f"texts-{number}-ORDER": str(number + 1), f"texts-{number}-DELETE": ""}
    return known | rows | fields


def names(topic):
    return sorted(topic.texts.values_list("locale", "name"))


def test_editor_writes_a_topic_that_the_booking_page_shows(editor):
    assert editor.post(f"{LIST}new/", typed(("de", "Räume finden"), ("en", "Finding rooms"))).status_code == 302
    topic = Topic.objects.get(key="raeume")
    assert names(topic) == [("de", "Räume finden"), ("en", "Finding rooms")]
    assert "Finding rooms" in Client().get("/en/consultation/").content.decode()
    assert "Räume finden" in editor.get(LIST).content.decode()


@pytest.mark.parametrize("texts", [[("en", "Finding rooms")], []])
def test_topic_without_german_is_refused_and_what_was_typed_is_kept(editor, texts):
    answer = editor.post(f"{LIST}new/", typed(*texts))
    assert answer.status_code == 200
    assert not Topic.objects.exists()
    assert all(name in answer.content.decode() for _locale, name in texts)


def test_no_topic_is_deleted(editor):
    topic = consultations.topic()
    assert editor.post(f"{LIST}delete/{topic.pk}/").status_code in (302, 403, 404)
    assert Topic.objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.TRAINER, Role.TRANSLATOR, Role.ADVISER])
def test_others_do_not_write_topics(role):
    client = Client()
    client.force_login(people.second_factor(people.account(role)))
    client.post(f"{LIST}new/", typed(("de", "Räume finden")))
    assert not Topic.objects.exists()

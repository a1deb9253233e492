"""The menus by job: each role sees what it may do, and no more; each list says what it is for."""

import json
import re

import pytest

from people.enums import Role
from tests.factories import people

pytestmark = pytest.mark.django_db

LISTS = {
    "/admin/snippets/cms/glossaryterm/": {Role.AUTHOR, Role.TRAINER, Role.TRANSLATOR, Role.ADMINISTRATOR},
    "/admin/snippets/cms/topic/": {Role.AUTHOR, Role.ADMINISTRATOR},
    "/admin/snippets/cms/funder/": {Role.ADMINISTRATOR},
    "/admin/users/": {Role.COORDINATOR, Role.ADMINISTRATOR},
    "/admin/consultation-topics/": {Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR},
    "/admin/jobs/": {Role.COORDINATOR, Role.ADMINISTRATOR},
}


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def menu_of(client) -> dict[str, list[str]]:
    """The menus that somebody sees: the addresses below each."""
    page = client.get("/admin/").content.decode()
    found = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    modules = json.loads(found[1])["modules"]
    items = next(each["_args"][0] for each in modules if each["_type"] == "wagtail.sidebar.MainMenuModule")
    menus = [item["_args"] for item in items if item["_type"] == "wagtail.sidebar.SubMenuItem"]
    return {about["name"]: [entry["_args"][0].get("url") for entry in entries] for about, entries in menus}


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_the_lists_it_may_use(client, role):
    client.force_login(people.account(role))
    shown = {address for items in menu_of(client).values() for address in items}
    for address, roles in LISTS.items():
        assert (address in shown) is (role in roles), address
        assert (client.get(address).status_code == 200) is (role in roles), address


STAFF_PAGES = {
    "/de/staff/learners/": {Role.TRAINER, Role.COORDINATOR},
    "/de/staff/groups/": {Role.TRAINER, Role.COORDINATOR},
    "/de/staff/assignments/": {Role.TRAINER, Role.COORDINATOR},
    "/de/staff/invitations/": {Role.TRAINER, Role.COORDINATOR},
    "/de/staff/people/enter/": {Role.TRAINER, Role.COORDINATOR},
    "/de/staff/consultations/": {Role.COORDINATOR},
    "/de/staff/messages/": {Role.COORDINATOR, Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", Role)
def test_each_role_is_led_to_the_staff_pages_it_may_enter(client, role):
    client.force_login(people.account(role))
    shown = set(menu_of(client).get("people", []))
    for address, roles in STAFF_PAGES.items():
        assert (address in shown) is (role in roles), address
        assert (client.get(address).status_code == 200) is (role in roles), address


def test_menus_are_named_by_job(client):
    client.force_login(people.account(Role.ADMINISTRATOR))
    menus = menu_of(client)
    assert {"teach", "people", "site"} <= set(menus)
    assert "/admin/snippets/" not in {address for items in menus.values() for address in items}


@pytest.mark.parametrize("address", LISTS)
def test_each_list_says_what_it_is_for(client, address):
    client.force_login(people.account(Role.ADMINISTRATOR))
    page = client.get(address).content.decode()
    sentence = re.search(r'class="(?:desk-purpose)">([^<]+)</p>', page)
    assert sentence
    assert len(sentence[1]) > 40

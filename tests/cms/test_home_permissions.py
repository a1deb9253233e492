"""Editors write the home page, and have no right below it by that."""

import pytest
from wagtail.models import Page

from people.enums import Role
from tests.factories import editorial, pages, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def edit(client, page, **changed):
    fields = {"title": page.title, "slug": page.slug, "claim": page.claim, "lead": page.lead, "summary": page.summary}
    fields |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "action-publish": "1"}
    return client.post(f"/admin/pages/{page.pk}/edit/", fields | changed)


def test_editor_changes_and_publishes_the_home_page(client):
    home = pages.home()
    editorial.news()
    client.force_login(people.account(Role.EDITOR))
    assert client.get(f"/admin/pages/{home.pk}/edit/").status_code == 200
    with pages.committing():
        assert edit(client, home, claim="Mitreden lernen").status_code == 302
    home.refresh_from_db()
    assert (home.claim, home.live) == ("Mitreden lernen", True)


@pytest.mark.parametrize("act", ["delete", "unpublish", "move", "privacy", "add_subpage"])
def test_editor_does_nothing_else_with_it(client, act):
    home = pages.home()
    editorial.news()
    client.force_login(people.account(Role.EDITOR))
    assert client.get(f"/admin/pages/{home.pk}/{act}/").status_code in (302, 403, 404)
    assert client.post(f"/admin/pages/{home.pk}/{act}/", {"restriction_type": "login"}).status_code in (302, 403, 404)
    home.refresh_from_db()
    assert (home.live, home.view_restrictions.count()) == (True, 0)


def test_nothing_comes_to_an_editor_below_it():
    course, editor = pages.course((0,)), people.account(Role.EDITOR)
    for page in (course, course.get_parent(), course.get_first_child()):
        allowed = page.permissions_for_user(editor)
        found = [allowed.can_edit(), allowed.can_publish(), allowed.can_add_subpage(), allowed.can_delete()]
        assert not any(found)
    assert not Page.objects.get(pk=pages.home().pk).permissions_for_user(editor).can_reorder_children()


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUTHOR, Role.TRANSLATOR, Role.COORDINATOR])
def test_others_do_not_write_it(role):
    allowed = pages.home().permissions_for_user(people.account(role))
    assert (allowed.can_edit(), allowed.can_publish()) == (False, False)


def test_home_pages_of_other_languages_are_the_translators():
    home = editorial.arabic_home()
    assert not home.permissions_for_user(people.account(Role.EDITOR)).can_edit()
    assert home.permissions_for_user(people.account(Role.TRANSLATOR)).can_edit()

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.errors import NotAllowed
from people.domain import account as accounts
from people.enums import Role
from people.errors import EmailTaken, OwnGrant, UserNameTaken
from people.models import Account
from tests.factories import people

pytestmark = pytest.mark.django_db


def change(account, actor, **fields):
    wanted = {"username": account.username, "email": account.email or "", "language": "de", "is_active": True}
    return accounts.change(account=account, actor=actor, **wanted | fields)


def test_create_makes_an_account_that_signs_in_by_code():
    actor = people.account(Role.COORDINATOR)
    made = accounts.create(username="ada", email="Ada@example.org", language="en", actor=actor)
    assert (made.email, made.language, made.has_usable_password()) == ("ada@example.org", "en", False)
    assert EmailAddress.objects.get(user=made).verified


def test_create_refuses_taken_names_and_addresses():
    actor = people.account(Role.ADMINISTRATOR)
    accounts.create(username="ada", email="ada@example.org", language="en", actor=actor)
    with pytest.raises(UserNameTaken):
        accounts.create(username="ADA", email="", language="en", actor=actor)
    with pytest.raises(EmailTaken):
        accounts.create(username="eva", email="ada@example.org", language="en", actor=actor)
    assert not Account.objects.filter(username="eva").exists()


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR, Role.ADVISER])
def test_accounts_are_made_by_coordinators_and_administrators_only(role):
    with pytest.raises(NotAllowed):
        accounts.create(username="ada", email="", language="en", actor=people.account(role))


def test_nobody_closes_the_own_account_or_a_superusers():
    actor = people.account(Role.ADMINISTRATOR)
    with pytest.raises(OwnGrant):
        change(actor, actor, is_active=False)
    root = Account.objects.create_superuser("root")
    with pytest.raises(NotAllowed):
        change(root, actor, is_active=False)
    assert Account.objects.filter(is_active=False).count() == 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_coordinator_takes_over_or_closes_no_account_that_is_above(role):
    actor = people.account(Role.COORDINATOR)
    above = people.account(Role.TRAINER, role, email="chief@example.org")
    for wish in ({"email": "mine@example.org"}, {"is_active": False}, {"username": "other"}):
        with pytest.raises(NotAllowed):
            change(above, actor, **wish)
    above.refresh_from_db()
    assert (above.email, above.is_active) == ("chief@example.org", True)


def test_coordinator_changes_the_own_account_and_those_below():
    actor = people.account(Role.COORDINATOR)
    for account in (actor, people.account(), people.account(Role.TRAINER, Role.AUTHOR)):
        assert change(account, actor, language="ar").language == "ar"


def test_admin_shows_no_door_to_an_account_that_is_above(client, settings, django_assert_num_queries):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(people.account(Role.COORDINATOR))
    above, below = people.account(Role.ADMINISTRATOR), people.account(Role.TRAINER)
    statuses = [client.get(f"/admin/users/edit/{account.pk}/").status_code for account in (above, below)]
    with CaptureQueriesContext(connection) as few:
        listed = client.get("/admin/users/").content.decode()
    assert statuses == [302, 200]
    assert [f"/admin/users/edit/{account.pk}/" in listed for account in (above, below)] == [False, True]
    for _ in range(3):
        people.account(Role.TRAINER, Role.AUTHOR)
    with django_assert_num_queries(len(few)):
        client.get("/admin/users/")


def test_change_of_email_replaces_every_address():
    actor = people.account(Role.COORDINATOR)
    made = accounts.create(username="ada", email="old@example.org", language="en", actor=actor)
    change(made, actor, email="new@example.org")
    assert list(EmailAddress.objects.filter(user=made).values_list("email", "verified")) == [("new@example.org", True)]
    change(made, actor, email="")
    made.refresh_from_db()
    assert (made.email, EmailAddress.objects.filter(user=made).exists()) == (None, False)


def test_email_confirmed_by_code_ends_sessions_of_an_account_without_password():
    account = people.account()
    account.set_unusable_password()
    account.save()
    before = account.get_session_auth_hash()
    accounts.email_confirmed(account=account, email="a@example.org", by_code=False, at=clock.now())
    assert account.get_session_auth_hash() == before
    accounts.email_confirmed(account=account, email="a@example.org", by_code=True, at=clock.now())
    assert account.get_session_auth_hash() != before

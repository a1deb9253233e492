import pytest
from allauth.account.models import EmailAddress

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

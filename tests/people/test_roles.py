import pytest

from core.models import AuditEntry
from people.domain import roles
from people.enums import Role
from people.errors import GrantNotAllowed, OwnGrant
from tests.factories import people

pytestmark = pytest.mark.django_db

BY_COORDINATOR = {Role.TRAINER, Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR, Role.ADVISER}


@pytest.mark.parametrize("role", Role)
def test_coordinator_grants_what_the_table_says(role):
    account, actor = people.account(), people.account(Role.COORDINATOR)
    if role in BY_COORDINATOR:
        roles.grant(account=account, role=role, actor=actor)
    else:
        with pytest.raises(GrantNotAllowed):
            roles.grant(account=account, role=role, actor=actor)
    assert account.roles == (frozenset({role}) if role in BY_COORDINATOR else frozenset())


@pytest.mark.parametrize("role", Role)
def test_administrator_grants_every_role(role):
    account = people.account()
    roles.grant(account=account, role=role, actor=people.account(Role.ADMINISTRATOR))
    assert account.roles == {role}


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR, Role.ADVISER])
def test_others_grant_nothing(role):
    account = people.account()
    with pytest.raises(GrantNotAllowed):
        roles.grant(account=account, role=Role.TRAINER, actor=people.account(role))
    assert account.roles == frozenset()


def test_nobody_grants_or_takes_a_role_of_their_own():
    actor = people.account(Role.ADMINISTRATOR)
    with pytest.raises(OwnGrant):
        roles.grant(account=actor, role=Role.TRAINER, actor=actor)
    with pytest.raises(OwnGrant):
        roles.revoke(account=actor, role=Role.ADMINISTRATOR, actor=actor)
    assert actor.roles == {Role.ADMINISTRATOR}


def test_each_change_is_on_record_once():
    account, actor = people.account(), people.account(Role.ADMINISTRATOR)
    roles.grant(account=account, role=Role.TRAINER, actor=actor)
    roles.grant(account=account, role=Role.TRAINER, actor=actor)
    roles.revoke(account=account, role=Role.TRAINER, actor=actor)
    roles.revoke(account=account, role=Role.TRAINER, actor=actor)
    entries = AuditEntry.objects.filter(subject_id=str(account.pk)).order_by("at")
    assert list(entries.values_list("verb", "reason", "actor")) == [
        ("role.granted", "trainer", actor.pk),
        ("role.revoked", "trainer", actor.pk),
    ]


def test_assign_is_all_or_nothing():
    account, actor = people.account(Role.TRAINER), people.account(Role.COORDINATOR)
    with pytest.raises(GrantNotAllowed):
        roles.assign(account=account, roles=[Role.AUTHOR, Role.ADMINISTRATOR], actor=actor)
    account.__dict__.pop("roles", None)
    assert account.roles == {Role.TRAINER}
    roles.assign(account=account, roles=[Role.AUTHOR], actor=actor)
    assert account.roles == {Role.AUTHOR}

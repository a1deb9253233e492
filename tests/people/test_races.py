"""Two at once want the same: each hears so, and nothing is there twice."""

from collections import Counter

import pytest

from people.domain import account as accounts
from people.domain import person as domain
from people.enums import Role
from people.models import Account, Person
from tests.factories import people
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("races")]


def test_of_many_who_want_one_user_name_one_gets_it():
    actor = people.account(Role.COORDINATOR)

    def create(number: int) -> None:
        accounts.create(username="Ada" if number % 2 else "ada", email="", language="de", actor=actor)

    assert at_once(8, create) == Counter({"done": 1, "UserNameTaken": 7})
    assert Account.objects.filter(username__iexact="ada").count() == 1


def test_of_many_who_are_renamed_to_one_user_name_one_gets_it():
    actor = people.account(Role.COORDINATOR)
    known = [people.account() for _ in range(8)]

    def change(number: int) -> None:
        accounts.change(account=known[number], username="ada", email="", language="de", is_active=True, actor=actor)

    assert at_once(8, change) == Counter({"done": 1, "UserNameTaken": 7})


def test_person_introduced_many_times_at_once_is_one():
    account = people.account()
    assert at_once(8, lambda _: domain.introduce(account=account, name="Ada Demir")) == Counter({"done": 8})
    assert [str(person) for person in Person.objects.all()] == ["Ada Demir"]

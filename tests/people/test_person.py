import threading
import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from core import clock
from core.errors import NotAllowed
from core.models import AuditEntry
from people.domain import account as accounts
from people.domain import person as domain
from people.domain.person import Contact
from people.enums import ContactKind, Role
from people.errors import FormUsed, NameMissing, UserNameTaken
from people.models import Account, ContactPoint, Person
from tests.factories import people

pytestmark = pytest.mark.django_db

MAIL = Contact(ContactKind.EMAIL, "leyla@example.org")
PHONE = Contact(ContactKind.PHONE, "0711123456")


def sign_up(**fields):
    wanted = {"key": uuid.uuid4(), "name": "ليلى حداد", "contact": None, "language": "ar", "at": clock.now()}
    return domain.sign_up(**wanted | fields)


def test_enter_makes_a_person_without_account_and_says_who_did():
    trainer = people.account(Role.TRAINER)
    person = domain.enter(name=" Олена  Коваль ", latin_name="Olena Koval", contact=PHONE, language="uk", actor=trainer)
    assert (person.account, person.entered_by, person.language) == (None, trainer, "uk")
    assert (person.identity.name, person.identity.latin_name) == ("Олена Коваль", "Olena Koval")
    assert list(person.contact_points.values_list("kind", "value")) == [("phone", "0711123456")]
    entry = AuditEntry.objects.get(person_id=person.pk)
    assert (entry.verb, entry.actor) == ("person.entered", trainer)


@pytest.mark.parametrize("roles", [(), (Role.AUTHOR,), (Role.ADMINISTRATOR,)])
def test_enter_is_for_those_who_accompany_people(roles):
    with pytest.raises(NotAllowed):
        domain.enter(name="Leyla", contact=None, language="de", actor=people.account(*roles))
    assert not Person.objects.exists()


def test_sign_up_with_a_name_only_makes_user_name_and_password():
    made = sign_up()
    word, number = made.account.username.split("-")
    assert (word.isascii(), word.isalpha(), len(number)) == (True, True, 4)
    assert made.account.check_password(made.password)
    assert [len(part) for part in made.password.split("-")] == [4, 4, 4]
    assert (made.account.email, made.account.language, made.person.identity.name) == (None, "ar", "ليلى حداد")


def test_sign_up_with_an_email_needs_no_password_and_waits_for_the_confirmation():
    made = sign_up(contact=MAIL)
    assert (made.password, made.account.has_usable_password(), made.account.email) == ("", False, None)
    assert list(EmailAddress.objects.values_list("user", "email", "verified", "primary")) == [
        (made.account.pk, "leyla@example.org", False, False)
    ]
    assert list(ContactPoint.objects.values_list("person", "value", "confirmed_at")) == [
        (made.person.pk, "leyla@example.org", None)
    ]


def test_sign_up_with_what_is_typed_keeps_it():
    made = sign_up(username="Leyla", password="ein langes wort", contact=PHONE)
    assert (made.account.username, made.password) == ("Leyla", "")
    assert made.account.check_password("ein langes wort")


def test_sign_up_with_a_taken_user_name_leaves_nothing_behind():
    people.account(username="leyla")
    with pytest.raises(UserNameTaken):
        sign_up(username="Leyla", contact=MAIL)
    assert (Account.objects.count(), Person.objects.count(), EmailAddress.objects.count()) == (1, 0, 0)


def test_sign_up_without_a_name_leaves_nothing_behind():
    with pytest.raises(NameMissing):
        sign_up(name=" \u200f ".replace("\u200f", ""), contact=MAIL)
    assert (Account.objects.count(), EmailAddress.objects.count()) == (0, 0)


def test_same_form_twice_is_one_account_with_the_same_password():
    key = uuid.uuid4()
    first, second = sign_up(key=key), sign_up(key=key)
    assert (second.account, second.person, second.password) == (first.account, first.person, first.password)
    assert (first.again, second.again, Account.objects.count()) == (False, True, 1)


def test_form_opens_its_account_no_more_after_ten_minutes_or_signing_out():
    key = uuid.uuid4()
    made = sign_up(key=key)
    with pytest.raises(FormUsed):
        sign_up(key=key, at=clock.now() + timedelta(minutes=11))
    accounts.signed_out(account=made.account)
    assert sign_up(key=key).account != made.account


def test_rename_is_for_oneself_the_coordinator_and_who_entered():
    trainer = people.account(Role.TRAINER)
    person = domain.enter(name="Leyla", contact=None, language="de", actor=trainer)
    for actor in (trainer, people.account(Role.COORDINATOR)):
        assert domain.rename(person=person, name="Leyla Haddad", actor=actor).name == "Leyla Haddad"
    for stranger in (people.account(Role.TRAINER), people.learner().account):
        with pytest.raises(NotAllowed):
            domain.rename(person=person, name="Anders", actor=stranger)
    own = people.learner()
    assert domain.rename(person=own, name="Nadia", actor=own.account).name == "Nadia"
    assert not AuditEntry.objects.filter(reason__icontains="Leyla").exists()


def test_introduce_gives_a_work_account_one_person():
    account = people.account(Role.AUTHOR)
    first = domain.introduce(account=account, name="Ada")
    assert domain.introduce(account=account, name="Anders") == first
    assert Person.objects.get(account=account).identity.name == "Ada"


@pytest.mark.django_db(transaction=True)
def test_double_click_in_two_threads_is_one_account():
    key, found, wrong = uuid.uuid4(), [], []

    def click():
        try:
            found.append(sign_up(key=key).account.pk)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, len(found), len(set(found))) == ([], 4, 1)
    assert Account.objects.count() == Person.objects.count() == 1

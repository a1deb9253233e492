"""Doors that guess: so many tries, then words; and a stranger's tries lock nobody else out."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.factories import certificates, people
from tests.factories.invitations import invitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]

HERE, THERE = "192.0.2.1", "198.51.100.7"


def tries(send, count, address=HERE):
    """Statuses of `count` tries from one address, and the last answer."""
    answers = [send(Client(REMOTE_ADDR=address)) for _ in range(count)]
    return answers[-1]


def sign_in(password, username="ada"):
    return lambda client: client.post("/en/account/login/", {"login": username, "password": password})


def test_guessing_a_password_ends_after_ten_tries_and_locks_nobody_else_out():
    people.account(username="ada")
    assert "do not fit together" in tries(sign_in("wrong"), 10).content.decode()
    answer = tries(sign_in(people.PASSWORD), 1)
    assert "too many tries" in answer.content.decode()
    assert 'value="ada"' in answer.content.decode()
    assert people.PASSWORD not in answer.content.decode()
    assert tries(sign_in(people.PASSWORD), 1, THERE).status_code == 302


def test_guessing_one_password_from_everywhere_ends():
    people.account(username="ada")
    for number in range(60):
        sign_in("wrong")(Client(REMOTE_ADDR=f"203.0.113.{number}"))
    assert "too many tries" in tries(sign_in(people.PASSWORD), 1, THERE).content.decode()


def test_guessing_many_accounts_ends_for_one_address_only():
    people.account(username="ada")
    for number in range(40):
        Client(REMOTE_ADDR=HERE).post("/en/account/login/", {"login": f"name-{number}", "password": "wrong"})
    assert "too many tries" in tries(sign_in(people.PASSWORD), 1).content.decode()
    assert tries(sign_in(people.PASSWORD), 1, THERE).status_code == 302


def test_owner_whose_name_others_guessed_comes_in_by_code():

    account = people.account(username="ada", email="ada@example.org")
    EmailAddress.objects.create(user=account, email="ada@example.org", verified=True, primary=True)
    tries(sign_in("wrong"), 11)
    client = Client(REMOTE_ADDR=HERE)
    client.post("/en/account/login/code/", {"email": "ada@example.org"})
    code = next(
        line.strip() for line in mail.outbox[-1].body.splitlines() if line.strip().isupper() or "-" in line.strip()[:9]
    )
    assert client.post("/en/account/login/code/confirm/", {"code": code}).status_code == 302
    assert client.get("/en/account/").status_code == 200


def ask_for_code(email, address=HERE):
    return Client(REMOTE_ADDR=address).post("/en/account/login/code/", {"email": email})


@pytest.mark.parametrize("email", ["ada@example.org", "unknown@example.org"])
def test_codes_by_mail_are_five_for_one_who_asks_and_lock_the_owner_out_of_nothing(email):
    known = people.account(username="ada", email="ada@example.org")
    EmailAddress.objects.create(user=known, email="ada@example.org", verified=True, primary=True)
    assert [ask_for_code(email).status_code for _ in range(5)] == [302] * 5
    answer = ask_for_code(email.upper())
    assert "too many tries" in answer.content.decode()
    assert email in answer.content.decode().lower()
    assert ask_for_code(email, THERE).status_code == 302
    assert len(mail.outbox) == 6


def test_codes_by_mail_are_twenty_for_one_letter_box_from_wherever():
    answers = [ask_for_code("ada@example.org", f"203.0.113.{number}") for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [200]
    assert "too many tries" in answers[-1].content.decode()
    assert len(mail.outbox) == 20


def test_typing_a_mailed_code_ends_soon():

    account = people.account(username="ada", email="ada@example.org")
    EmailAddress.objects.create(user=account, email="ada@example.org", verified=True, primary=True)
    client = Client(REMOTE_ADDR=HERE)
    client.post("/en/account/login/code/", {"email": "ada@example.org"})
    for number in range(6):
        answer = client.post("/en/account/login/code/confirm/", {"code": f"WRONG{number}"}, follow=True)
    assert client.get("/en/account/").status_code == 302
    assert answer.request["PATH_INFO"] != "/en/account/login/code/confirm/"


@pytest.mark.parametrize(
    ("path", "limit"), [("/en/join/{}/", 60), ("/en/verify/{}/", 20)], ids=["invitation", "verification"]
)
def test_guessing_codes_ends_for_one_address_only(path, limit):
    made = invitation() if "join" in path else certificates.credential()
    right = path.format(made.code)
    for number in range(limit):
        assert Client(REMOTE_ADDR=HERE).get(path.format(f"AAAA-{number:04}")).status_code == 404
    locked = Client(REMOTE_ADDR=HERE).get(right)
    assert (locked.status_code in (404, 429), "too many tries" in locked.content.decode()) == (True, True)
    assert Client(REMOTE_ADDR=THERE).get(right).status_code == 200


def test_number_with_a_family_name_is_counted_like_the_code():
    made = certificates.credential()
    query = {"number": made.number, "family_name": "Falsch"}
    for _ in range(20):
        Client(REMOTE_ADDR=HERE).get("/en/verify/", query)
    assert Client(REMOTE_ADDR=HERE).get("/en/verify/", query).status_code == 429


def test_one_who_has_seen_an_invitation_comes_back_to_it_while_others_guess():
    made = invitation()
    friend = Client(REMOTE_ADDR=HERE)
    assert friend.get(f"/en/join/{made.code}/").status_code == 200
    for number in range(60):
        Client(REMOTE_ADDR=HERE).get(f"/en/join/AAAA-{number:04}/")
    assert friend.get(f"/en/join/{made.code}/").status_code == 200


def test_second_factor_is_limited():
    people.second_factor(people.account(username="ada"))
    client = Client(REMOTE_ADDR=HERE)
    answer = client.post("/en/account/login/", {"login": "ada", "password": people.PASSWORD}, follow=True)
    assert "/2fa/authenticate/" in answer.request["PATH_INFO"]
    for number in range(11):
        answer = client.post("/en/account/2fa/authenticate/", {"code": f"{number:06}"})
    assert "too many tries" in answer.content.decode()
    assert client.get("/en/my/learning/").status_code == 302

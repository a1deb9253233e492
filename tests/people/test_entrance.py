"""Getting in as a browser does it: sign-up, codes by mail, the second factor, and the admin's closed doors."""

import json
import re
from datetime import timedelta
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.test import Client

from core import clock
from people.enums import Role
from people.models import Account, Person
from tests.factories import pages, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]

SIGN_UP, SIGN_IN, CODE = "/en/account/signup/", "/en/account/login/", "/en/account/login/code/"


def fields_of(page):
    """The hidden fields of the page's form."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))


def sign_up(client, address=SIGN_UP, **fields):
    hidden = fields_of(client.get(address))
    return client.post(
        address, hidden | {"name": "ليلى حداد", "of_age": "on", "own_device": "on", "language": "ar"} | fields
    )


def code_in(message):
    return re.search(r"^[A-Z0-9-]{6,}$", message.body, re.MULTILINE)[0]


def confirmed(account, email="ada@example.org"):
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def app_code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_sign_up_with_a_name_only_shows_how_to_come_back_once():
    client = Client()
    answer = sign_up(client)
    assert answer["Location"] == "/en/account/welcome/"
    page = client.get(answer["Location"]).content.decode()
    username, password = re.findall(r'<strong><bdi dir="ltr">([^<]+)</bdi>', page)
    assert client.post(answer["Location"])["Location"] == "/en/my/learning/"
    assert client.get(answer["Location"])["Location"] == "/en/my/learning/"
    assert Client().post(SIGN_IN, {"login": username, "password": password})["Location"] == "/en/my/learning/"


@pytest.mark.parametrize("typed", ["Leyla.Haddad", "leyla.haddad", "LEYLA.HADDAD"])
def test_user_name_with_capital_letters_signs_in_however_it_is_typed(typed):
    people.account(username="Leyla.Haddad")
    answer = Client().post(SIGN_IN, {"login": typed, "password": people.PASSWORD})
    assert answer["Location"] == "/en/my/learning/"


def test_session_holds_no_password_and_the_page_ends_after_an_hour():
    client = Client()
    welcome = sign_up(client)["Location"]
    password = re.findall(r'<strong><bdi dir="ltr">([^<]+)</bdi>', client.get(welcome).content.decode())[1]
    assert password not in json.dumps(dict(client.session.items()))
    assert "password" not in json.dumps(dict(client.session.items()))
    session = client.session
    session["come_back"] |= {"until": (clock.now() - timedelta(seconds=1)).timestamp()}
    session.save()
    assert client.get(welcome)["Location"] == "/en/my/learning/"
    assert "come_back" not in client.session


def test_password_of_ones_own_is_not_shown():
    client = Client()
    page = client.get(sign_up(client, username="leyla", password="ein langes wort")["Location"]).content.decode()
    assert re.findall(r'<strong><bdi dir="ltr">([^<]+)</bdi>', page) == ["leyla"]


def test_sign_up_with_an_address_signs_in_and_asks_to_confirm_it():
    client = Client()
    assert sign_up(client, contact="leyla@example.org")["Location"] == "/en/my/learning/"
    assert client.get("/en/my/learning/").status_code == 200
    assert mail.outbox[0].to == ["leyla@example.org"]
    link = re.search(r"http://testserver(/\S+/confirm-email/\S+)", mail.outbox[0].body)[1]
    assert not EmailAddress.objects.get().verified
    client.post(link)
    assert EmailAddress.objects.get().verified


def test_sign_up_on_a_shared_device_ends_with_the_browser():
    client, own = Client(), Client()
    sign_up(client, own_device="")
    sign_up(own)
    assert client.session.get_expire_at_browser_close()
    assert not own.session.get_expire_at_browser_close()


def test_sign_up_says_what_is_wrong_and_keeps_what_was_typed():
    answer = sign_up(Client(), name=" ", contact="leyla@", of_age="", username="leyla haddad", password="zu2kurz")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('aria-invalid="true"') == 5
    assert 'value="leyla@"' in page
    assert 'value="leyla haddad"' in page
    assert "zu2kurz" not in page
    assert not Account.objects.exists()


def test_joining_returns_to_the_course_after_sign_up():
    course = pages.record(pages.course([1]))
    client = Client()
    asked = client.post(f"/en/enrol/{course.slug}/")
    answer = sign_up(client, asked["Location"], next=f"/en/enrol/{course.slug}/")
    assert client.post(answer["Location"])["Location"] == f"/en/enrol/{course.slug}/"
    client.post(f"/en/enrol/{course.slug}/")
    assert Person.objects.get().enrolments.get().course == course


def test_code_by_mail_signs_in():
    confirmed(people.account(email="ada@example.org"))
    client = Client()
    assert client.post(CODE, {"email": "Ada@Example.org"})["Location"] == f"{CODE}confirm/"
    assert client.post(f"{CODE}confirm/", {"code": code_in(mail.outbox[0])})["Location"] == "/en/my/learning/"
    assert client.get("/en/account/").status_code == 200


def test_unknown_address_gets_the_same_answer_and_another_mail():
    confirmed(people.account(email="ada@example.org"))
    known, unknown = (
        Client().post(CODE, {"email": email}, follow=True) for email in ("ada@example.org", "eva@example.org")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content.decode().count("<form") == unknown.content.decode().count("<form")
    assert [one.to for one in mail.outbox] == [["ada@example.org"], ["eva@example.org"]]


def test_wrong_code_signs_nobody_in():
    confirmed(people.account(email="ada@example.org"))
    client = Client()
    client.post(CODE, {"email": "ada@example.org"})
    answer = client.post(f"{CODE}confirm/", {"code": "AAAAAA"})
    assert "This is not the code" in answer.content.decode()
    assert client.get("/en/account/").status_code == 302


def test_staff_set_up_a_second_factor_before_the_admin_opens():
    people.account(Role.AUTHOR, username="ada")
    client = Client()
    client.post("/en/account/login/?next=/admin/", {"login": "ada", "password": people.PASSWORD})
    led = client.get("/admin/", follow=True)
    words = led.content.decode()
    explained = "behind this door" in words or "Hinter dieser Tür" in words
    assert (led.redirect_chain[-1][0], explained) == ("/de/account/2fa/", True)
    asked = client.get("/en/account/2fa/totp/activate/")["Location"]
    page = client.post(asked, {"password": people.PASSWORD}, follow=True).content.decode()
    secret = re.search(r'<bdi dir="ltr"><code>(\w+)</code>', page)[1]
    assert "Authenticator code" not in page
    wrong = client.post("/en/account/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "This is not the code" in wrong
    client.post("/en/account/2fa/totp/activate/", {"code": app_code(secret)})
    assert client.get("/admin/").status_code == 200
    codes = client.get("/en/account/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r"<code>[\w-]+</code>", codes)) == 10
    assert mail.outbox == []  # an account without an address


def test_second_factor_is_asked_at_the_next_sign_in_and_a_recovery_code_opens_once():
    account = people.second_factor(people.account(Role.AUTHOR, username="ada"))
    codes = Client()
    codes.force_login(account)
    codes.post("/en/account/reauthenticate/", {"password": people.PASSWORD})
    codes.post("/en/account/2fa/recovery-codes/generate/")
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for used in (False, True):
        client = Client()
        answer = client.post(SIGN_IN, {"login": "ada", "password": people.PASSWORD})
        assert answer["Location"].startswith("/en/account/2fa/authenticate/")
        assert client.get("/admin/").status_code == 302
        client.post("/en/account/2fa/authenticate/", {"code": code})
        assert client.get("/admin/").status_code == (302 if used else 200)


def test_code_by_mail_does_not_replace_the_second_factor():
    people.second_factor(confirmed(people.account(Role.AUTHOR, email="ada@example.org")))
    client = Client()
    client.post(CODE, {"email": "ada@example.org"})
    client.post(f"{CODE}confirm/", {"code": code_in(mail.outbox[0])})
    assert client.get("/admin/").status_code == 302
    assert client.get("/en/account/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/login/", "/en/_util/login/"])
def test_wagtails_own_sign_in_is_closed(path):
    people.account(Role.AUTHOR, username="ada")
    client = Client()
    answer = client.post(path, {"username": "ada", "password": people.PASSWORD})
    assert answer["Location"].split("?")[0].endswith("/account/login/")
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    "path", ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/password_reset/confirm/MQ/x-y/"]
)
def test_wagtails_own_reset_is_closed(path):
    people.account(Role.AUTHOR, username="ada", email="ada@example.org")
    for answer in (Client().get(path), Client().post(path, {"email": "ada@example.org"})):
        assert answer["Location"].endswith("/account/password/reset/")
    assert mail.outbox == []


def test_forgotten_password_is_made_anew():
    account = confirmed(people.account(username="ada", email="ada@example.org"))
    client = Client()
    client.post("/en/account/password/reset/", {"email": "ada@example.org"})
    link = re.search(r"http://testserver(/\S+/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "ein neues langes wort"})
    account.refresh_from_db()
    assert account.check_password("ein neues langes wort")


def test_closed_account_signs_in_by_no_door():
    account = confirmed(people.account(username="ada", email="ada@example.org", is_active=False))
    client = Client()
    client.post(SIGN_IN, {"login": "ada", "password": people.PASSWORD})
    client.post(CODE, {"email": "ada@example.org"})
    assert client.get("/en/account/").status_code == 302
    assert not any(re.search(r"^[A-Z0-9-]{6,}$", one.body, re.MULTILINE) for one in mail.outbox)
    assert account.is_active is False


# Pages and mails of allauth for what is switched off here, and its bones that only its own pages stand on.
OFF = re.compile(
    r"^(idp|openid|socialaccount|usersessions|headless)/|phone|passkey|signup_form|signup_closed|trust|_code_(message|subject)"
    r"|confirm_(email_verification|password_reset)_code|email_change|verified_email_required|/snippets/|/base(_\w+)?\.(html|txt)$"
    r"|base_(message|notification)|elements/|download\.txt"
)


def test_every_page_and_mail_of_allauth_is_written_here():
    theirs = Path(allauth.__file__).parent / "templates"
    ours = Path(settings.BASE_DIR) / "templates"
    names = {str(file.relative_to(theirs)) for file in theirs.rglob("*.*") if file.suffix in (".html", ".txt")}
    assert [name for name in sorted(names) if not OFF.search(name) and not (ours / name).exists()] == []

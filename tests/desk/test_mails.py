"""The demo's mails, which are files: the office reads them, also the codes in them; elsewhere they are nobody's to read."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.utils.timezone import localtime

from core import written_mails
from people.enums import Role
from tests.factories import people

pytestmark = pytest.mark.django_db

READERS = {Role.COORDINATOR, Role.ADMINISTRATOR}


@pytest.fixture(autouse=True)
def mails(settings, tmp_path):
    """As in the demo."""
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = written_mails.BACKEND, tmp_path / "mail"
    return tmp_path / "mail"


def reader(role: Role = Role.COORDINATOR) -> Client:
    client = Client()
    client.force_login(people.account(role))
    return client


def write(*subjects: str, text: str = "Guten Tag", **about) -> None:
    connection = get_connection()
    for subject in subjects:
        mail = EmailMultiAlternatives(subject, text, to=["leyla@example.org"], connection=connection, **about)
        mail.attach_alternative("<p onclick='steal()'>Nur HTML</p>", "text/html")
        mail.attach("termin.ics", b"BEGIN:VCALENDAR", "text/calendar")
        connection.send_messages([mail])
    connection.close()


def read_first(client: Client) -> str:
    shown = client.get("/de/staff/mails/").content.decode()
    first = re.search(r'href="(/de/staff/mails/[\w-]+/\d+/)"', shown)
    assert first
    return client.get(first[1]).content.decode()


def test_code_to_sign_in_is_found_in_the_demo(free_doors):
    account = people.account(Role.AUTHOR, username="asks", email="asks@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    asking = Client()
    asking.post("/de/account/login/code/", {"email": account.email})
    page = read_first(reader())
    assert "asks@example.org" in page
    article = page[page.index("<article") : page.index("</article>")]
    code = re.findall(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b|\b[A-Z0-9]{6,8}\b", article)[0]
    asking.post("/de/account/login/code/confirm/", {"code": code})
    assert asking.session["_auth_user_id"] == str(account.pk)


def test_newest_mail_comes_first_with_text_receiver_and_files():
    write("Erste", "Zweite")
    write("Übung & Termin", text="Bitte bestätigen:\nhttps://example.org/ja?a=1&b=2\n<script>alert(1)</script>")
    shown = reader().get("/de/staff/mails/").content.decode()
    assert re.findall(r"<span><bdi>(.*?)</bdi>", shown) == ["Übung &amp; Termin", "Zweite", "Erste"]
    page = read_first(reader())
    assert "Übung &amp; Termin" in page
    assert "leyla@example.org" in page
    assert 'href="https://example.org/ja?a=1&amp;b=2"' in page
    assert "termin.ics" in page
    now = localtime()
    assert any(f"{at:%H:%M}" in page for at in (now, now - timedelta(minutes=1)))
    assert "&lt;script&gt;alert(1)" in page
    assert "steal" not in page  # the HTML of a mail is never part of a page


@pytest.mark.parametrize("role", Role)
def test_office_alone_reads_and_is_led_there(role):
    write("Hallo")
    client = reader(role)
    assert client.get("/de/staff/mails/").status_code == (200 if role in READERS else 404)
    assert ("/de/staff/mails/" in client.get("/de/my/learning/").content.decode()) is (role in READERS)
    assert ("/de/staff/mails/" in client.get("/admin/").content.decode()) is (role in READERS)


@pytest.mark.parametrize(
    ("name", "value"), [("DEMO", False), ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")]
)
def test_nobody_reads_mails_outside_of_the_demo(settings, name, value):
    write("Hallo")
    address = re.search(r'href="(/de/staff/mails/[\w-]+/\d+/)"', reader().get("/de/staff/mails/").content.decode())[1]
    setattr(settings, name, value)
    assert [reader().get(path).status_code for path in ("/de/staff/mails/", address)] == [404, 404]


def test_no_mail_yet(mails):
    assert not mails.exists()
    assert "Es ist noch keine E-Mail geschrieben worden." in reader().get("/de/staff/mails/").content.decode()


def test_other_files_are_not_read(mails):
    write("Hallo")
    (mails / "geheim.log").write_text("Subject: Geheim\n\nnein")
    (mails.parent / "20260101-000000-1.log").write_text("Subject: Geheim\n\nnein")
    client = reader()
    assert "Geheim" not in client.get("/de/staff/mails/").content.decode()
    for path in (
        "geheim/1",
        "20260101-000000-1/1",
        "20260101-000000-9/1",
        "x/0",
        "..%2F20260101-000000-1/1",
        "a%00b/1",
    ):
        assert client.get(f"/de/staff/mails/{path}/").status_code == 404, path

"""Mails in the reader's language, as text and as HTML of the same words."""

import pytest
from django.template import engines
from django.utils import translation

from core.mail import compose, send

pytestmark = pytest.mark.django_db

SUBJECT = "{% load i18n %}{% translate 'Yes' %},\n {{ name }}"
MESSAGE = """{% load i18n mail %}{{ name }}!



{{ note }}

{% with site_url|add:"/x?a=1&b=2" as link %}{% button "Confirm here" link %}{% endwith %}

See {{ site_url }}/y too."""


@pytest.fixture(autouse=True)
def _templates(tmp_path, settings):
    (tmp_path / "note_subject.txt").write_text(SUBJECT)
    (tmp_path / "note_message.txt").write_text(MESSAGE)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    engines.__dict__.pop("templates", None)


def mail(language="de", **context):
    words = {"name": "O'Brien & <Söhne>", "note": "Bis bald."} | context
    return compose("note", to=["leyla@example.org"], language=language, context=words)


def html_of(message) -> str:
    return message.alternatives[0].content


def test_subject_is_one_plain_line_in_the_language():
    assert mail().subject == "Ja, O'Brien & <Söhne>"
    assert mail("en").subject == "Yes, O'Brien & <Söhne>"


def test_subject_takes_no_second_header():
    assert mail(name="Leyla\r\nBcc: all@example.org").subject == "Ja, Leyla Bcc: all@example.org"


def test_text_is_not_escaped_and_tidy():
    text = mail().body
    assert text.startswith("O'Brien & <Söhne>!\n\nBis bald.\n\nConfirm here:\nhttp://testserver/x?a=1&b=2\n\n")
    assert "\n\n\n" not in text
    assert "0711 907743-75" in text


def test_html_escapes_what_people_typed():
    page = html_of(mail())
    assert "O&#x27;Brien &amp; &lt;Söhne&gt;!" in page
    assert "<Söhne>" not in page


def test_what_people_typed_is_never_a_button():
    page = html_of(mail(note="Win:\nhttps://evil.example.org\n\nWin here:\nhttps://evil.example.org"))
    assert page.count('class="btn" href') == 1
    assert '<a class="btn" href="http://testserver/x?a=1&amp;b=2">Confirm here</a>' in page


def test_html_makes_a_button_of_what_the_template_calls_one():
    page = html_of(mail())
    assert '<a class="btn" href="http://testserver/x?a=1&amp;b=2">Confirm here</a>' in page
    assert page.count('class="btn" href') == 1
    assert '<a href="http://testserver/y"' in page


@pytest.mark.parametrize(("language", "frame"), [("de", 'lang="de" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"')])
def test_html_says_language_and_direction(language, frame):
    assert frame in html_of(mail(language))


def test_language_outside_is_left_as_it_was():
    with translation.override("en"):
        mail("ar")
        assert translation.get_language() == "en"


def test_own_html_wins_over_the_text(tmp_path):
    (tmp_path / "note_message.html").write_text(
        "{% extends 'mail/base.html' %}{% block body %}<h1>Own</h1>{% endblock %}"
    )
    engines.__dict__.pop("templates", None)
    page = html_of(mail())
    assert "<h1>Own</h1>" in page
    assert "Bis bald." not in page


def test_send_posts_one_mail_with_its_files(mailoutbox):
    words = {"name": "Leyla", "note": "Bis bald."}
    send("note", "leyla@example.org", "de", words, attachments=[("t.ics", b"BEGIN", "text/calendar")])
    assert [(one.to, one.subject, one.attachments[0].filename) for one in mailoutbox] == [
        (["leyla@example.org"], "Ja, Leyla", "t.ics")
    ]

"""Mails about accounts: framed like every other mail, with a button for each address."""

import uuid

import pytest
from django.core import mail
from django.test import Client

pytestmark = pytest.mark.django_db

LABELS = [("de", "Bestätigen Sie Ihre E-Mail-Adresse"), ("ar", "تأكيد عنوان البريد الإلكتروني")]


@pytest.mark.parametrize(("language", "label"), LABELS)
def test_new_person_gets_a_button_and_how_to_reach_the_office(language, label, django_capture_on_commit_callbacks):
    given = {"key": uuid.uuid4(), "language": language, "name": "Amal", "contact": "amal@example.org", "of_age": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(f"/{language}/account/signup/", given)
    assert answer.status_code == 302
    [sent] = mail.outbox
    text, _, office = sent.body.partition("\n--\n")
    address = next(line for line in text.splitlines() if line.startswith("http"))
    page = str(sent.alternatives[0][0])
    assert f'<a class="btn" href="{address}">{label}</a>' in page
    assert f'<html lang="{language}"' in page
    assert office

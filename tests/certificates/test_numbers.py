"""Numbers and codes are drawn; one that is taken is drawn again."""

import secrets

import pytest

from certificates.models import Credential
from tests.factories import certificates

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("taken", ["number", "code"])
def test_number_or_code_that_is_taken_is_drawn_again(monkeypatch, taken):
    first = certificates.credential()
    letters = first.number[-5:] + "A" * 15 if taken == "number" else "AAAAA" + first.code
    drawn, free = iter(letters), secrets.choice
    monkeypatch.setattr("core.ids.secrets.choice", lambda alphabet: next(drawn, "") or free(alphabet))
    second = certificates.credential("Ada Demir")
    assert Credential.objects.count() == 2
    assert (first.number == second.number, first.code == second.code) == (False, False)

"""Nothing of the key is on the wire before somebody hands in: whole responses stay the same when every key is swapped."""

import secrets
from http.cookies import SimpleCookie
from re import findall

import pytest
from django.db import transaction
from django.test import Client

from assessments.enums import Mode
from tests.activities.quiz.test_pages import every_kind, swap_keys
from tests.activities.quiz.test_views import Place
from tests.factories import assessments as make
from tests.factories.assessments import given

pytestmark = pytest.mark.django_db

TOKEN = b'name="csrfmiddlewaretoken" value="'


def wire(response):
    """Status, headers, cookies and body, without the date and the secret against forged forms."""
    headers = {name: value for name, value in response.headers.items() if name != "Date"}
    cookies = SimpleCookie({name: one.value for name, one in response.cookies.items() if name != "csrftoken"}).output()
    parts = response.content.split(TOKEN)
    body = parts[0] + b"".join(part.partition(b'"')[2] for part in parts[1:])
    return response.status_code, headers, cookies, body


def sat(client, place, answers, refused):
    """All responses from the first look to just before handing in; then everything of it is undone."""
    with transaction.atomic():
        script = {"headers": {"Accept": "application/json"}}
        tried = {"try": str(place.activity.pk), "tried": "1", "seed": "1"}
        stranger = Client()
        responses = [
            stranger.get(place.url),
            stranger.get(place.url, {"try": str(place.activity.pk), "seed": "1"}),
            stranger.get(place.url, tried),
            stranger.get(place.url, tried | refused),
            client.get(place.url),
            client.post(place.do("start"), {"seed": "1"}),
            client.get(place.url),
            client.post(place.do("save"), answers | {"client": "phone", "n": "1"}, **script),
            client.post(place.do("save"), answers),
            client.post(place.do("save"), refused, **script),
            client.post(place.do("save"), refused),
            client.post(place.do("submit"), refused),
            client.get(place.url),
            client.get(place.url, tried | answers),
        ]
        transaction.set_rollback(True)
    return responses


@pytest.mark.parametrize("mode", [Mode.TEST, Mode.SELF_CHECK])
def test_swapped_key_changes_no_byte_on_the_wire(mode, monkeypatch):
    monkeypatch.setattr(secrets, "randbelow", lambda below: 4711 % below)  # the same sitting twice
    items = [*every_kind(), *(make.item() for _ in range(8))]
    place = Place(make.assessment(*items, mode=mode, shuffle_items=True, shuffle_choices=True))
    client = Client()
    place.join(client)
    answers = given({items[0]: "b", items[1]: ["a"], items[2]: "true", items[3]: "16", items[4]: "Bundestag"})
    refused = given({items[0]: "z"})
    before = sat(client, place, answers, refused)
    swap_keys()
    after = sat(client, place, answers, refused)
    assert [wire(response) for response in after] == [wire(response) for response in before]
    assert {response.status_code for response in after} == {200, 302, 409}
    choices = "".join(findall(r'<input type="(?:radio|checkbox)"[^>]* value="([abc])"', after[6].content.decode()))
    assert sorted(choices) == sorted("abc" * 10)
    assert choices != "abc" * 10, "choices stand as they were written"
    client.post(place.do("start"), {"seed": "1"})
    assert "changed" in client.post(place.do("submit"), answers, follow=True).content.decode()

"""Whatever is sent, wherever: an answer in words, never a failure, nothing half-written, nobody led away from the site."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.contrib.messages import ERROR
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from tests.addresses import every
from tests.factories import people
from tests.factories import world as factory
from tests.factories.world import World
from tests.role_table import SITE
from tests.test_layers import ranks
from tests.test_urls_by_role import admin_value, site_path

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]

NASTY = {
    "nothing": "",
    "nul": "a\0b",
    "huge number": "9" * 400,
    "negative": "-1",
    "right to left": "\u202eelosnok\u202c",
    "emoji": "👩🏽\u200d🏫" * 3,
    "lone surrogate": "\ud800".encode("utf-8", "surrogatepass"),
    "no UTF-8": b"\xff\xfe\xc3\x28",
    "long": "ا" * 300,
    "markup": "\"'><script>alert(1)</script>{{ x }}{% y %}",
    "way out": "../../../../etc/passwd",
    "format": "%s%n%(x)s{0}",
    "a date that is none": "2026-02-31T25:61",
}
PARAMETERS = re.findall(
    r"\w+",
    "page p q show course name code number family_name next topic slot track language carry try state date ordering id key",
)
WRITTEN = [
    model for model in apps.get_models() if apps.get_app_config(model._meta.app_label).name.split(".")[0] in ranks()
]


@pytest.fixture
def world() -> World:
    return factory.make()


def written() -> list[int]:
    return [model._default_manager.count() for model in WRITTEN]


def is_refused(response: Any) -> bool:
    """By its status; shown again; or led back with a word on what was wrong."""
    told = getattr(response.wsgi_request, "_messages", ())
    return response.status_code in (200, 400, 409, 422) or any(one.level >= ERROR for one in told)


def at_rest(client: Client, method: str, *args: Any, **kwargs: Any) -> Any:
    """One request of which nothing is left: no row, no place taken at a limited door."""
    with transaction.atomic():
        response = getattr(client, method)(*args, **kwargs)
        response.written = written() if is_refused(response) else None
        transaction.set_rollback(True)
    return response


def someone(world: World, name: str) -> Client:
    """Who sees the page, the least powerful first."""
    seen = [
        role for role in ("visitor", "learner", "trainer", "adviser", "coordinator") if SITE[name].answers[role] == 200
    ]
    return world.clients[seen[0] if seen else "coordinator"]


def test_no_argument_of_an_address_makes_a_failure(world):
    failed = []
    for address in every():
        client = world.clients["administrator" if address.is_admin else "coordinator"]
        for argument, _placeholder in address.arguments:
            for label, value in NASTY.items():
                if address.is_admin and label not in ("nul", "huge number", "no UTF-8"):
                    continue
                others = {known: 1 if address.is_admin else "x" for known, _ in address.arguments}
                if address.is_admin:
                    others = {known: admin_value(world, address, known) for known in others}
                path = address.path(others | {argument: quote(value, safe="")})
                if at_rest(client, "get", path).status_code >= 500:
                    failed.append((label, path[:200]))
    assert failed == []


def test_no_query_makes_a_failure(world):
    failed = []
    for name, line in SITE.items():
        client, path = someone(world, name), site_path(world, name, line)
        for label, value in NASTY.items():
            query = urlencode(dict.fromkeys(PARAMETERS, value))
            if (
                at_rest(client, "get", f"{path}?{query}").status_code >= 500 and name != "healthz"
            ):  # no worker runs here
                failed.append((label, name))
    assert failed == []


@pytest.mark.parametrize(
    "path", ["/xx/", "/de-simple/", "/en-us/courses/", "/DE/", "/%00/", "/de/%ff/", "/de/learn/%F0%9F%8E%93/"]
)
def test_unknown_language_or_letters_are_not_found(path):
    client = Client(raise_request_exception=False, headers={"Accept-Language": "xx;q=9, \0, ar-\ud7ff" * 50})
    response = client.get(path, follow=True)
    assert response.status_code in (400, 404)
    assert "<h1>" in response.content.decode()


class Form(HTMLParser):
    """The fields of every form that posts, with the values they stand with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.inside = known.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append((known.get("action", ""), {}, {}))
        elif self.inside and tag in ("input", "select", "textarea", "button") and known.get("name"):
            hidden = known.get("type") in ("hidden", "submit") or tag == "button"
            _action, kept, shown = self.forms[-1]
            (kept if hidden else shown)[known["name"]] = known.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def forms(world: World) -> Iterator[tuple[str, Client, str, dict[str, str], dict[str, str]]]:
    """Every form on every page: page, who, where it is sent, hidden fields, fields to fill in."""
    for name, line in SITE.items():
        if 200 not in line.answers.values():
            continue
        client, path = someone(world, name), site_path(world, name, line)
        page = getattr(at_rest(client, "get", path), "content", b"").decode(errors="replace")
        for action, hidden, shown in Form(page).forms:
            yield name, client, action or path, hidden, shown


def encoded(fields: dict[str, Any]) -> dict[str, Any]:
    return {"data": urlencode(fields), "content_type": "application/x-www-form-urlencoded"}


SHEET = "/sheet/"  # a new password is in the answer itself, never in a page to come: there 200 is no refusal


def test_no_form_fails_or_writes_by_halves(world):
    failed, seen = [], set()
    before = written()
    for name, client, action, hidden, shown in forms(world):
        seen.add(name)
        for label, value in NASTY.items():
            response = at_rest(client, "post", action, **encoded(hidden | dict.fromkeys(shown, value)))
            everything = at_rest(client, "post", action, **encoded(dict.fromkeys(hidden | shown, value)))
            halves = [one.written for one in (response, everything) if one.written not in (None, before)]
            if action.endswith(SHEET) and response.status_code == 200:
                halves = []
            if max(response.status_code, everything.status_code) >= 500 or halves:
                failed.append((label, name, action, response.status_code, everything.status_code))
    assert failed == []
    assert {
        "account_login",
        "account_signup",
        "courses:invitation",
        "consultations:ask",
        "courses:enter_person",
    } <= seen


def test_what_was_typed_comes_back(world):
    """Of every field of text but passwords and codes, where a form is refused."""
    lost = []
    word = "Zafir\u202d Öztürk 👋"
    for name, client, action, hidden, shown in forms(world):
        response = at_rest(client, "post", action, **encoded(hidden | dict.fromkeys(shown, word)))
        page = response.content.decode()
        if response.status_code in (409, 422) and shown and word not in page and not PRIVATE.search(" ".join(shown)):
            lost.append((name, action, list(shown)))
    assert lost == []


PRIVATE = re.compile(r"password|code|decision|reason|node|act\b")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[" * 5000),
        ("application/json", b'{"text": "\\ud800"}'),
        ("text/plain", b"name=x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\0'),
        ("application/x-www-form-urlencoded; charset=utf-16", b"name=%ff"),
        ("application/x-www-form-urlencoded; charset=none", b"name=x"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(2000))),
        ("\0", b"name=x"),
    ],
)
def test_wrong_bodies_are_answered(world, content_type, body):
    failed = []
    for name, line in SITE.items():
        client, path = someone(world, name), site_path(world, name, line)
        response = at_rest(client, "generic", "POST", path, body, content_type)
        if response.status_code >= 500:
            failed.append(name)
    assert failed == []


def test_ten_megabytes_of_text_are_refused_in_words(world):
    text = "a" * (10 * 1024 * 1024)
    client = world.clients["visitor"]
    for name in ("account_signup", "account_login", "courses:type_code", "consultations:ask"):
        path = site_path(world, name, SITE[name])
        _, hidden, shown = Form(at_rest(client, "get", path).content.decode()).forms[-1]
        response = at_rest(client, "post", path, **encoded(hidden | dict.fromkeys(list(shown)[:1], text)))
        assert (name, response.status_code in (200, 409, 422)) == (name, True)
        assert re.search(r'aria-invalid="true"|role="alert"', response.content.decode()), name


def test_more_than_the_house_takes_is_a_bad_request(world):
    response = world.clients["visitor"].post("/de/account/signup/", **encoded({"name": "x" * 13 * 1024 * 1024}))
    assert response.status_code == 400
    assert '<html lang="de"' in response.content.decode()


EVIL = [
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "javascript:alert('evil.example')",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "\0//evil.example",
    "//evil.example\0",
    "data:text/html,evil.example",
]


def stays(response: Any) -> bool:
    """Whether an answer leads nowhere but to this site, now or by a link of its page."""
    page = getattr(response, "content", b"").decode(errors="replace")
    found = re.findall(r'(?:href|action)="([^"]*)"', page)
    links = [html.unescape(link) for link in found] + [response.get("Location", "")]
    return not any("evil" in re.split(r"[?#]", link)[0] for link in links)


@pytest.mark.parametrize("evil", EVIL)
def test_next_never_leaves_the_site(world, evil, free_doors):
    account = people.account(username="next")
    own = people.person(account=account)
    credentials = {"login": "next", "password": people.PASSWORD, "remember": "on"}
    doors = {
        "sign in": ("visitor", "/de/account/login/", credentials),
        "sign up": (
            "visitor",
            "/de/account/signup/",
            {"name": "Leyla", "of_age": "on", "language": "de", "key": str(own.pk)},
        ),
        "code": ("visitor", "/de/account/login/code/", {"email": "nobody@example.org"}),
        "admin": ("visitor", "/admin/login/", {}),
        "pages": ("visitor", "/de/_util/login/", {}),
        "name": ("learner", "/de/account/name/", {"name": "Leyla"}),
        "sign out": ("learner", "/de/account/logout/", {}),
        "signed in already": ("learner", "/de/account/login/", {}),
        "signed up already": ("learner", "/de/account/signup/", {}),
        "withdraw a time": ("adviser", f"/de/staff/consultations/slots/{world.things['slot'].pk}/withdraw/", {}),
        "revoke": ("coordinator", f"/de/staff/invitations/{world.things['invitation'].pk}/revoke/", {}),
        "join": ("visitor", f"/de/enrol/{world.things['course'].slug}/", {"carry": evil}),
    }
    led_away = []
    for door, (role, path, fields) in doors.items():
        for method, args in (
            ("get", (f"{path}?{urlencode({'next': evil})}",)),
            ("post", (f"{path}?{urlencode({'next': evil})}", fields)),
            ("post", (path, fields | {"next": evil})),
        ):
            client = Client(raise_request_exception=False)
            if role != "visitor":
                client.force_login(world.accounts[role])
            response = at_rest(
                client, method, *args, headers={"Referer": evil if evil.isprintable() else "//evil.example"}
            )
            if response.status_code >= 500 or not stays(response):
                led_away.append((door, method, response.status_code, response.get("Location")))
    assert led_away == []


def test_next_on_this_site_is_followed(free_doors):
    people.person(account=people.account(username="next"))
    sent = {"login": "next", "password": people.PASSWORD, "next": "/de/courses/?page=2#x"}
    assert Client().post("/de/account/login/", sent)["Location"] == "/de/courses/?page=2#x"


def test_shared_places_are_counted_in_one_table(db):
    """The doors' counts are where every process sees them, never in one process's memory."""
    assert type(caches["limits"]).__name__ in ("DatabaseCache", "RedisCache")

"""Anyone may ask, learns the least, and cannot guess."""

import pytest
from django.core.cache import caches

from certificates.enums import Kind, Reason, Status
from certificates.models import Credential
from certificates.views.verify import TRIES
from tests.factories import certificates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _free_door(free_doors):
    """Nobody has tried before."""


def page(client, where: str, status: int = 200, **query: str) -> str:
    answer = client.get(where, query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def main(text: str) -> str:
    return text.split("<main", 1)[1].split("</main>", 1)[0]


def end(held: Credential, status: Status) -> None:
    Credential.objects.filter(pk=held.pk).update(status=status, reason=Reason.NAME, ended_at=certificates.AT)


def test_code_shows_name_kind_date_and_no_more(client):
    held = certificates.credential()
    text = main(page(client, f"/de/verify/{held.shown_code}/"))
    for shown in ("Leyla Haddad", "ليلى حداد", str(Kind.PARTICIPATION.label), held.number, "INTEGRA Filder e. V."):
        assert shown in text
    for hidden in ("Mitreden vor Ort", held.code, str(held.pk), str(held.achievement.person_id), " 32 ", "Deutschland"):
        assert hidden not in text


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "{bare}"])
def test_code_counts_however_it_is_typed(client, typed):
    held = certificates.credential()
    code = typed.format(code=held.shown_code, lower=held.shown_code.lower(), bare=held.code)
    assert held.number in page(client, f"/de/verify/{code}/")


def test_typed_code_leads_to_its_page(client):
    held = certificates.credential()
    answer = client.get("/de/verify/", {"code": f" {held.shown_code} "}, follow=True)
    assert answer.redirect_chain[0][0] == f"/de/verify/{held.shown_code}/"
    assert answer.context["found"].number == held.number


def test_code_counts_in_digits_of_an_arabic_or_persian_keyboard(client):
    held = certificates.credential()
    Credential.objects.update(code="23456789ABCDEFG")
    for digits in ("٢٣٤٥٦٧٨٩", "۲۳۴۵۶۷۸۹"):
        answer = client.get("/ar/verify/", {"code": f"{digits}abcdefg"}, follow=True)
        assert answer.context["found"].number == held.number


@pytest.mark.parametrize("typed", ["ä", "حرف", "²³-ſ", "---", "💡"])
def test_signs_of_no_code_are_an_unknown_code(client, typed):
    assert client.get("/de/verify/", {"code": typed}, follow=True).status_code == 404


def test_number_counts_only_with_the_family_name(client):
    held = certificates.credential()
    assert held.code not in page(client, "/de/verify/", number=held.number.lower(), family_name="haddad")
    for number, name in [(held.number, "Leyla"), (held.number, ""), ("T-2026-00000", "Haddad"), ("", "Haddad")]:
        answer = client.get("/de/verify/", {"number": number, "family_name": name})
        assert "Leyla Haddad" not in answer.content.decode()


def test_wrong_number_and_wrong_name_get_the_same_answer(client):
    held = certificates.credential()
    answers = [
        client.get("/de/verify/", {"number": number, "family_name": "Niemand"})
        for number in (held.number, "T-2026-00000")
    ]
    first, second = (answer.content.decode().replace(held.number, "T-2026-00000") for answer in answers)
    assert [answer.status_code for answer in answers] == [404, 404]
    assert first == second


@pytest.mark.parametrize("status", [Status.REVOKED, Status.REPLACED])
def test_ended_certificate_says_so_and_never_that_it_is_genuine(client, status):
    held = certificates.credential()
    genuine = client.get(f"/de/verify/{held.code}/").context["found"]
    end(held, status)
    ended = client.get(f"/de/verify/{held.code}/")
    assert (genuine.is_valid, ended.context["found"].is_valid, ended.context["found"].status) == (True, False, status)
    assert "<path d=" not in main(ended.content.decode())


def test_certificate_that_is_still_being_made_is_not_known(client):
    held = certificates.credential()
    Credential.objects.filter(pk=held.pk).update(status=Status.CONFIRMED, issued_at=None)
    assert client.get(f"/de/verify/{held.code}/").status_code == 404


def test_forgotten_holder_leaves_number_kind_and_date(client):
    held = certificates.credential()
    Credential.objects.filter(pk=held.pk).update(latin_name="", native_name="")
    text = main(page(client, f"/de/verify/{held.code}/"))
    assert "Leyla" not in text
    assert held.number in text
    assert client.get("/de/verify/", {"number": held.number, "family_name": "Haddad"}).status_code == 404


@pytest.mark.parametrize(
    "where", ["/verify/{code}", "/de/verify/{code}/", "/de/verify/", "/de/verify/NOBODY/", "/verify/"]
)
def test_no_page_is_kept_indexed_or_told_to_others(client, where):
    held = certificates.credential()
    answer = client.get(where.format(code=held.shown_code))
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "noindex" in answer["X-Robots-Tag"]


def test_door_is_limited_for_right_and_wrong_codes_alike(client, monkeypatch):
    """At one instant, so that no new window of time begins between the tries."""
    monkeypatch.setattr("core.clock.now", lambda: certificates.AT)
    held = certificates.credential()
    for number in range(TRIES):
        assert client.get(f"/de/verify/WRONG-{number}/").status_code == 404
    refused = [client.get(f"/de/verify/{code}/") for code in (held.shown_code, "WRONG")]
    assert [answer.status_code for answer in refused] == [429, 429]
    assert "Leyla" not in refused[0].content.decode()
    other = client.get(f"/de/verify/{held.shown_code}/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200
    caches["limits"].clear()
    assert client.get(f"/de/verify/{held.shown_code}/").status_code == 200


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [("ar", "en", "ar"), ("", "ar-SY, en;q=0.5", "ar"), ("", "tlh", "de"), ("", "", "de")],
)
def test_address_on_paper_speaks_the_readers_language(client, cookie, accepts, language):
    held = certificates.credential()
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get(f"/verify/{held.shown_code}", headers={"accept-language": accepts})
    assert answer.url == f"/{language}/verify/{held.shown_code}/"


@pytest.mark.parametrize(
    "query",
    [
        {"code": "\0"},
        {"code": "x" * 10_000},
        {"number": "\0", "family_name": "\0"},
        {"number": "٣" * 30, "family_name": "ا" * 200},
    ],
)
def test_nonsense_is_answered_in_words(client, query):
    answer = client.get("/de/verify/", query, follow=True)
    assert answer.status_code in (200, 404)

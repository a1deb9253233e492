"""Each answer carries the policy of its host and path."""

import pytest
from csp.decorators import csp_update
from django.http import HttpResponse
from django.test import Client, RequestFactory

from core.middleware import PolicyMiddleware

HEADER = "Content-Security-Policy"


def answered(path: str, view=lambda request: HttpResponse("ok"), **marks: bool) -> dict[str, str]:
    """The directives of an answer, by name."""
    request = RequestFactory().get(path)
    vars(request).update(marks)
    written = PolicyMiddleware(view)(request)[HEADER]  # type: ignore[index]
    return dict(directive.strip().split(" ", 1) for directive in written.split(";"))


def test_pages_and_desk_have_policies_of_their_own():
    public, admin = answered("/de/"), answered("/admin/pages/")
    assert (public["script-src"], public["frame-ancestors"]) == ("'self'", "'none'")
    assert "'unsafe-inline'" not in " ".join(public.values())
    assert set(admin["script-src"].split()) == {"'self'", "'unsafe-inline'"}
    preview = answered("/admin/pages/1/edit/preview/", is_preview=True)
    assert preview == public | {"frame-ancestors": "'self'"}


def test_view_adds_a_named_source_to_its_own_answer_only():
    view = csp_update({"frame-src": ["http://content.example"]})(lambda request: HttpResponse("ok"))
    assert answered("/de/", view) == answered("/de/") | {"frame-src": "http://content.example"}


@pytest.mark.parametrize(
    "host", ["content.teilhabe.localhost", "Content.Teilhabe.LOCALHOST", "content.teilhabe.localhost."]
)
@pytest.mark.parametrize("port", ["", ":8000"])
def test_content_host_shows_no_page_however_it_is_written(host, port):
    answer = Client(HTTP_HOST=host + port).get("/healthz")
    assert (answer.status_code, answer.content) == (404, b"Nothing here.")


@pytest.mark.django_db
def test_every_answer_carries_one(client: Client):
    for path in ("/healthz", "/de/", "/de/nowhere/", "/de/account/login/"):
        assert "default-src 'none'" in client.get(path)[HEADER]

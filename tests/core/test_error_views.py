"""Every error speaks the reader's language, leads on, and needs no more than it may have."""

import re

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from core import error_views
from core.errors import TooManyTries
from core.views import speaks
from lms.urls import *  # noqa: F403 - the product's own addresses and handlers, and some that fail
from lms.urls import urlpatterns as product


def broken(request):
    raise RuntimeError("boom")


def database_gone(request):
    raise OperationalError("no connection")


@speaks
def guessed(request):
    raise TooManyTries(minutes=7)


urlpatterns = [
    path("de/broken", broken),
    path("ar/broken", broken),
    path("de/away", database_gone),
    path("de/guessed", guessed),
    *product,
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
CALM = Client(raise_request_exception=False)


def language(response: HttpResponse) -> str:
    return re.search(r'<html lang="([^"]+)" dir="([^"]+)"', response.content.decode()).expand(r"\1 \2")


@pytest.mark.parametrize(
    ("address", "status", "spoken"),
    [
        ("/de/nowhere/", 404, "de ltr"),
        ("/ar/nowhere/", 404, "ar rtl"),
        ("/en/nowhere/", 404, "en ltr"),
        ("/de/broken", 500, "de ltr"),
        ("/ar/broken", 500, "ar rtl"),
        ("/de/away", 503, "de ltr"),
        ("/de/guessed", 429, "de ltr"),
    ],
)
def test_error_answers_in_the_language_of_the_path(address, status, spoken):
    response = CALM.get(address)
    assert (response.status_code, language(response)) == (status, spoken)
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/de/nowhere/", "/de/broken", "/de/away", "/de/guessed", "/de/nowhere/%00", "/de/%ff/"]
)
def test_error_has_one_heading_and_a_way_home(address):
    page = CALM.get(address).content.decode()
    assert page.count("<h1>") == 1
    assert 'class="btn" href="/de/"' in page
    assert "noindex" in page


def test_language_without_a_prefix_is_the_browsers():
    response = CALM.get("/documents/999/nothing.pdf", headers={"Accept-Language": "ar"})
    assert (response.status_code, language(response)) == (404, "ar rtl")


def test_lost_form_token_says_that_nothing_was_saved():
    response = Client(enforce_csrf_checks=True).post("/de/my/learning/", {})
    assert response.status_code == 403
    assert "nothing was saved" in response.content.decode() or "nichts gespeichert" in response.content.decode()


def test_waiting_time_is_told_to_people_and_programs():
    response = CALM.get("/de/guessed")
    assert response["Retry-After"] == "420"
    assert " 7 " in response.content.decode()


def test_waiting_time_is_told_as_data_where_data_was_asked_for():
    response = CALM.get("/de/guessed", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["error"]) == (429, "TooManyTries")


def test_strange_host_is_a_bad_request():
    response = CALM.get("/de/", headers={"Host": "evil.example"})
    assert (response.status_code, language(response)) == (400, "de ltr")


@pytest.mark.parametrize("view", [error_views.server_error, error_views.unavailable, error_views.bad_request])
def test_alone_asks_no_database(view, django_assert_num_queries):
    connection.close()
    with django_assert_num_queries(0):
        response = view(RequestFactory().get("/de/"))
    assert response.status_code >= 400


@override_settings(
    STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
)
def test_alone_stands_without_collected_files():
    page = error_views.server_error(RequestFactory().get("/de/")).content.decode()
    assert "stylesheet" not in page
    assert "<h1>" in page

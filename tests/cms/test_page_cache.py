import pytest
from django.core.cache import cache, caches
from django.test import Client

from tests.factories import pages, people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def course_url(course):
    return f"/de/learn/{pages.record(course).slug}/"


def test_visitor_gets_the_kept_page_without_a_query(client: Client, django_assert_num_queries):
    url = course_url(pages.course([2]))
    first = client.get(url)
    with django_assert_num_queries(0):
        second = client.get(url)
    assert (second.status_code, second.content) == (200, first.content)


def test_publish_shows_in_the_next_request(client: Client):
    course = pages.course([2])
    url = course_url(course)
    client.get(url)
    course.title = "Neuer Titel"
    pages.publish(course)
    assert "Neuer Titel" in client.get(url).content.decode()


def test_page_of_a_signed_in_person_is_never_kept(client: Client):
    url = course_url(pages.course([1]))
    client.force_login(people.learner("Nadia Karam").account)
    answer = client.get(url)
    assert answer["Cache-Control"] == "private, no-store"
    assert Client().get(url).content != answer.content


def test_unknown_query_is_not_kept(client: Client):
    url = course_url(pages.course([1]))
    client.get(url)
    kept = caches["default"]._cache  # type: ignore[attr-defined]
    known = set(kept)
    client.get(url + "?utm=1")
    assert set(kept) == known
    client.get(url + "?page=1")
    assert len(kept) == len(known) + 1


def test_visitor_gets_no_cookie(client: Client):
    assert not client.get(course_url(pages.course([1]))).cookies

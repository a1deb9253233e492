from datetime import UTC, datetime

import pytest
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Collection

from assessments.domain import item as items
from assessments.enums import Mode
from cms.models import SiteDocument
from cms.page_cache import PageCacheMiddleware
from courses.domain import activity as activity_domain
from courses.domain import enrolment
from courses.enums import EnrolmentSource
from courses.models import Activity, Course
from people.enums import Role
from tests.factories import assessments, editorial, pages, people

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


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


def test_query_that_only_looks_like_another_one_is_kept_apart(rf):
    def view(request):
        return HttpResponse(str(sorted(request.GET.lists())))

    keep = PageCacheMiddleware(view)
    for query in ("language=de%26track%3Dtraining", "language=de&track=training", "track=training&language=de"):
        request = rf.get(f"/de/learn/?{query}")
        assert keep(request).content == view(request).content


def test_visitor_gets_no_cookie(client: Client):
    assert not client.get(course_url(pages.course([1]))).cookies


def lesson_with(activity, *, course=None):
    """The address of a lesson that holds an activity, in an open course."""
    made = course or pages.course([0])
    page = pages.lesson(pages.module(made, 0), activity)
    return f"/de/learn/{pages.record(made).slug}/{page.slug}/"


def reading(words: str = "Alte Worte"):
    config = {"text": {"body": f"<p>{words}</p>"}}
    return Activity.objects.create(type="reading", title="Lesen", config=config)


def change(activity, german: str, **others: str):
    words = {"de": activity_domain.Words("Lesen", {"body": f"<p>{german}</p>"})}
    words |= {code: activity_domain.Words(code, {"body": f"<p>{text}</p>"}) for code, text in others.items()}
    activity_domain.change(activity=activity, config={}, words=words, actor=people.account(Role.AUTHOR))


def test_changed_activity_shows_there_at_once(client: Client):
    activity = reading()
    url, course = lesson_with(activity), Course.objects.get()
    learner = Client()
    ada = people.learner("Ada Demir")
    enrolment.enrol(person=ada, course=course, source=EnrolmentSource.SELF, actor=ada.account, at=AT)
    learner.force_login(ada.account)
    before = [one.get(url).content.decode() for one in (client, learner)]
    assert all("Alte Worte" in page for page in before)
    change(activity, "Neue Worte")
    after = [one.get(url).content.decode() for one in (client, learner)]
    assert [("Neue Worte" in page, "Alte Worte" in page) for page in after] == [(True, False)] * 2


def test_words_of_an_activity_in_another_language_show_and_go_at_once(client: Client):
    activity = reading()
    url = lesson_with(activity).replace("/de/", "/en/", 1)
    assert "Alte Worte" in client.get(url).content.decode()
    change(activity, "Alte Worte", en="Old words")
    assert "Old words" in client.get(url).content.decode()
    change(activity, "Alte Worte", en="")
    assert "Old words" not in client.get(url).content.decode()


def test_renamed_document_shows_in_the_next_request(client: Client):
    documents = Collection.objects.first() or Collection.add_root(name="Root")
    file = ContentFile(b"%PDF-1.7", "plan.pdf")
    document = SiteDocument.objects.create(title="Plan", file=file, credit="Alte Quelle", collection=documents)
    page = editorial.plain("Plan", {"type": "download", "value": {"title": "Plan", "file": document.pk}})
    assert "Alte Quelle" in client.get(page.url).content.decode()
    document.credit = "Neue Quelle"
    document.save()
    assert "Neue Quelle" in client.get(page.url).content.decode()


def test_question_that_is_retired_is_put_to_no_visitor_any_more(client: Client):
    first, second = (assessments.item(draft=assessments.choice_draft(words)) for words in ("Wer wählt?", "Wer zählt?"))
    check = assessments.assessment(first, second, mode=Mode.SELF_CHECK)
    url = lesson_with(Activity.objects.create(type="quiz", title="Kurz geprüft", config={"assessment": check.pk}))
    assert "Wer zählt?" in client.get(url).content.decode()
    items.retire(item=second, actor=assessments.author(), at=AT)
    assert ["Wer wählt?" in (page := client.get(url).content.decode()), "Wer zählt?" in page] == [True, False]

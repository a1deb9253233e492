"""The learner's views, over real pages and records."""

import re

import pytest
from django.test import Client
from wagtail.models import Locale

from cms.models import LessonPage, ModulePage, Topic
from core import clock
from core.errors import NotAllowed
from courses.domain import enrolment as enrolments
from courses.domain import outline
from courses.enums import FactKind
from courses.models import Activity, Course, Enrolment, Fact, Lesson
from tests.factories import editorial, pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


def urls_of(course):
    record = pages.record(course)
    order = [node.key for node in outline.current(record).lessons()]
    slugs = dict(Lesson.objects.filter(course=record).values_list("pk", "slug"))
    return f"/de/learn/{record.slug}/", [f"/de/learn/{record.slug}/{slugs[key]}/" for key in order]


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def filled_buttons(answer):
    found = re.findall(r'<(?:a|button)[^>]* class="btn"[^>]*>(.*?)</(?:a|button)>', answer.content.decode())
    return [" ".join(re.sub(r"<[^>]+>", " ", words).split()) for words in found]


@pytest.fixture
def ada(client: Client):
    person = people.learner("Ada Demir")
    client.force_login(person.account)
    return person


def test_visitor_reads_an_open_course_and_nothing_is_stored(client: Client):
    course_url, lesson_urls = urls_of(pages.course([2]))
    assert [client.get(url).status_code for url in (course_url, *lesson_urls)] == [200, 200, 200]
    assert (Enrolment.objects.count(), Fact.objects.count()) == (0, 0)


def test_members_course_hides_its_lessons_from_strangers(client: Client, ada):
    course = pages.course([1], access="members", joining="open")
    course_url, (lesson_url,) = urls_of(course)
    assert client.get(course_url).status_code == 200
    assert client.get(lesson_url).status_code == 404
    enrol(ada, course)
    assert client.get(lesson_url).status_code == 200


def test_join_is_one_button_and_a_double_click_changes_nothing(client: Client, ada):
    course = pages.course([1])
    url = f"/de/enrol/{pages.record(course).slug}/"
    answers = [client.post(url), client.post(url)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert list(Enrolment.objects.values_list("person", "source")) == [(ada.pk, "self")]


def test_join_by_invitation_only_is_refused_with_words(client: Client, ada):
    course = pages.course([1], joining="invitation")
    answer = client.post(f"/en/enrol/{pages.record(course).slug}/", follow=True)
    assert "This course is joined by invitation." in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_visitor_who_joins_is_led_to_sign_up_and_back(client: Client):
    slug = pages.record(pages.course([1])).slug
    answer = client.post(f"/de/enrol/{slug}/")
    assert answer["Location"] == f"/de/account/signup/?next=%2Fde%2Fenrol%2F{slug}%2F"


def test_visitor_who_pressed_join_has_joined_once_signed_up(client: Client):
    slug = pages.record(pages.course([1])).slug
    other = pages.record(pages.course([1])).slug
    client.post(f"/de/enrol/{slug}/")
    ada = people.learner("Ada Demir")
    client.force_login(ada.account)
    assert client.get(f"/de/enrol/{slug}/")["Location"] == f"/de/learn/{slug}/"
    assert client.get(f"/de/enrol/{other}/").status_code == 200
    assert list(Enrolment.objects.values_list("person", "course__slug")) == [(ada.pk, slug)]


def test_page_about_joining_joins_nobody_by_being_looked_at(client: Client, ada):
    slug = pages.record(pages.course([1])).slug
    assert client.get(f"/de/enrol/{slug}/").status_code == 200
    assert not Enrolment.objects.exists()


def test_done_next_leads_through_the_course_to_its_completion(client: Client, ada):
    course = pages.course([2, 1])
    enrolment = enrol(ada, course)
    course_url, lesson_urls = urls_of(course)
    followed = [client.post(f"{url}done/")["Location"] for url in lesson_urls]
    assert followed == [lesson_urls[1], lesson_urls[2], course_url]
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    completed = set(Fact.objects.filter(kind=FactKind.COMPLETED).values_list("node", flat=True))
    assert course.translation_key in completed
    assert completed.issuperset(ModulePage.objects.values_list("translation_key", flat=True))


def test_done_twice_is_one_fact(client: Client, ada):
    course = pages.course([2])
    enrol(ada, course)
    url = urls_of(course)[1][0]
    client.post(f"{url}done/")
    client.post(f"{url}done/")
    assert Fact.objects.filter(kind=FactKind.DONE).count() == 1


def test_done_without_joining_says_so_and_stores_nothing(client: Client, ada):
    url = urls_of(pages.course([1]))[1][0]
    answer = client.post(f"{url}done/", headers={"accept-language": "en"}, follow=True)
    assert answer.status_code == 200
    assert not Fact.objects.exists()


def test_locked_lesson_explains_itself_and_cannot_be_done(client: Client, ada):
    course = pages.course([2], order="sequence")
    enrol(ada, course)
    first, second = urls_of(course)[1]
    assert words_of(client.get(first.replace("/de/", "/en/"))).count("Done, next: Lektion 2") == 1
    text = client.get(second.replace("/de/", "/en/")).content.decode()
    assert "Opens once “Lektion 1” is done." in text
    assert re.search(rf'<a class="btn" href="{first.replace("/de/", "/en/")}">Do first: ', text)
    client.post(f"{second}done/")
    assert not Fact.objects.exists()
    client.post(f"{first}done/")
    assert "Done, next" in client.get(second.replace("/de/", "/en/")).content.decode()


def test_reader_resumes_where_they_were(client: Client, ada):
    course = pages.course([3])
    enrol(ada, course)
    course_url, lesson_urls = urls_of(course)
    client.get(lesson_urls[1])
    assert f'<a class="btn" id="next" href="{lesson_urls[1]}"' in client.get(course_url).content.decode()


def test_retired_lesson_stays_readable_to_who_did_it_only(client: Client, ada):
    course = pages.course([2])
    enrol(ada, course)
    url = urls_of(course)[1][0]
    client.post(f"{url}done/")
    with pages.committing():
        LessonPage.objects.order_by("path").first().unpublish()
    answer = client.get(url.replace("/de/", "/en/"))
    assert answer.status_code == 200
    assert "no longer part of the course" in answer.content.decode()
    assert Client().get(url).status_code == 404


def test_missing_language_shows_german_with_a_notice(client: Client):
    url = urls_of(pages.course([1]))[1][0].replace("/de/", "/ar/")
    text = client.get(url).content.decode()
    assert '<h1 lang="de" dir="ltr">Lektion 1</h1>' in text
    assert 'lang="ar" dir="rtl"' in text


@pytest.mark.parametrize("path", ["learn/nowhere/", "learn/nowhere/never/", "enrol/nowhere/", "learn/x%00y/"])
def test_unknown_address_is_404(client: Client, path: str):
    assert client.get(f"/de/{path}").status_code == 404


def test_permanent_addresses_lead_to_today(client: Client):
    course = pages.course([1])
    course_url, (lesson_url,) = urls_of(course)
    lesson, module = LessonPage.objects.get(), ModulePage.objects.get()
    assert client.get(f"/r/{course.translation_key}")["Location"] == course_url
    assert client.get(f"/r/{lesson.translation_key}")["Location"] == lesson_url
    assert client.get(f"/r/{module.translation_key}")["Location"] == f"{course_url}#m-{module.translation_key}"
    assert client.get("/r/00000000-0000-4000-8000-000000000000", follow=True).status_code == 404


@pytest.mark.parametrize("lessons", [8, 80])
def test_queries_of_course_and_lesson_do_not_grow(client: Client, ada, lessons, django_assert_max_num_queries):
    course = pages.course([lessons])
    enrol(ada, course)
    course_url, lesson_urls = urls_of(course)
    client.get(lesson_urls[0])
    with django_assert_max_num_queries(10):
        client.get(course_url)
    with django_assert_max_num_queries(10):
        client.get(lesson_urls[0])


@pytest.mark.parametrize("courses", [1, 3])
def test_my_learning_shows_own_courses_only_in_few_queries(client: Client, ada, courses, django_assert_max_num_queries):
    mine = [pages.course([2]) for _ in range(courses)]
    strange = pages.course([1])
    for course in mine:
        enrol(ada, course)
    enrol(people.learner("Somebody Else"), strange)
    client.get("/de/my/learning/")
    # session, account, enrolments, facts, titles, work asked again; and for the places of work: roles, adviser
    with django_assert_max_num_queries(8):
        text = client.get("/de/my/learning/").content.decode()
    assert [course.title in text for course in (*mine, strange)] == [True] * courses + [False]


def test_catalogue_filters_by_plain_links(client: Client):
    training, mentors = pages.course([1]), pages.course([1], track="mentors")
    text = client.get("/de/courses/?track=mentors").content.decode()
    assert (training.title in text, mentors.title in text) == (False, True)
    assert client.get("/de/courses/?track=nonsense&topic=%00").status_code == 200


def test_catalogue_filters_by_topic_in_the_readers_words(client: Client):
    german, arabic = (Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "ar"))
    topic = Topic.objects.create(slug="recht", name="Recht", locale=german)
    Topic.objects.create(slug="recht", name="القانون", locale=arabic, translation_key=topic.translation_key)
    about_law, other = pages.course([1], title="Rechte kennen"), pages.course([1], title="Etwas anderes")
    about_law.topics.add(topic)
    pages.publish(about_law)
    found = client.get("/ar/courses/?topic=recht").content.decode()
    assert '<option value="recht" selected>القانون</option>' in found
    assert about_law.title in found
    assert other.title not in found
    assert ">Recht</option>" in client.get("/de/courses/").content.decode()


def test_module_says_that_its_title_is_not_final_and_whose_licence_it_has(client: Client):
    course = pages.course((), licence="CC-BY-SA-4.0")
    own = pages.module(course, 1, title="Eigenes", licence="CC0-1.0", working_title=True)
    other = pages.module(course, 1, title="Anderes")
    course_url, (first, second) = urls_of(course)
    text = client.get(course_url.replace("/de/", "/en/")).content.decode()
    parts = {
        page: text.partition(f'id="m-{page.translation_key}"')[2].partition("</details>")[0] for page in (own, other)
    }
    assert ["working title" in parts[page] for page in (own, other)] == [True, False]
    deeds = {
        "publicdomain/zero/1.0": (parts[own], client.get(first)),
        "licenses/by-sa/4.0": (parts[other], client.get(second)),
    }
    for deed, (part, lesson) in deeds.items():
        link = f'href="https://creativecommons.org/{deed}/"'
        assert (part.count(link), lesson.content.decode().count(link)) == (1, 1), deed


def test_only_the_first_open_act_of_a_lesson_has_a_filled_button(client: Client, ada):
    text = {"body": "<p>Lesen Sie.</p>", "prompt": "<p>Schreiben Sie.</p>"}
    kinds = ("reading", "assignment", "reading")
    acts = [Activity.objects.create(type=kind, title=kind, config={"text": text}) for kind in kinds]
    course = pages.course(())
    module = pages.module(course, 0)
    pages.lesson(module, *acts)
    pages.lesson(module, title="Danach")
    url = urls_of(course)[1][0].replace("/de/", "/en/")
    assert filled_buttons(client.get(url)) == ["Next: Danach"]
    enrol(ada, course)
    deeds = [("read", "I have read this"), ("hand_in", "Hand in"), ("read", "I have read this")]
    for activity, (action, button) in zip(acts, deeds, strict=True):
        assert filled_buttons(client.get(url)) == [button]
        client.post(f"{url}do/{activity.pk}/{action}/", {"text": "Da."})
    assert filled_buttons(client.get(url)) == ["Done, next: Danach"]
    client.post(f"{url}done/")
    assert filled_buttons(client.get(url)) == ["Next: Danach"]


def test_who_joined_leaves_and_comes_back_to_what_was_done(client: Client, ada):
    course = pages.course([2])
    enrol(ada, course)
    course_url, (first, _second) = urls_of(course)
    client.post(f"{first}done/")
    leave_url = f"/de/enrol/{pages.record(course).slug}/leave/"
    assert leave_url in client.get(course_url).content.decode()
    client.get(leave_url)
    assert Enrolment.objects.running().count() == 1
    client.post(leave_url)
    assert Enrolment.objects.running().count() == 0
    assert course.title not in client.get("/de/my/learning/").content.decode()
    assert client.post(leave_url).status_code == 404
    client.post(f"/de/enrol/{pages.record(course).slug}/")
    assert "<strong>1 von 2</strong>" in client.get(course_url).content.decode()


@pytest.mark.parametrize(("source", "joining"), [("staff", "open"), ("invitation", "open"), ("self", "staff")])
def test_who_could_not_come_back_alone_is_offered_no_way_out(client: Client, ada, source, joining):
    course = pages.course([1])
    enrolment = enrol(ada, course)
    Enrolment.objects.update(source=source)
    Course.objects.update(joining=joining)
    enrolment.refresh_from_db()
    slug = pages.record(course).slug
    assert "/leave/" not in client.get(f"/de/learn/{slug}/").content.decode()
    assert client.post(f"/de/enrol/{slug}/leave/").status_code == 404
    with pytest.raises(NotAllowed):
        enrolments.leave(enrolment=enrolment, actor=ada.account, at=clock.now())
    assert Enrolment.objects.running().count() == 1


@pytest.mark.parametrize("language", ["ar", "en", "de"])
def test_link_in_a_text_leads_to_the_course_in_the_language_of_its_page(client: Client, language):
    course = pages.course([1])
    link = f'<p><a linktype="page" id="{course.pk}">Kurs</a></p>'
    german = editorial.plain("Wegweiser", {"type": "text", "value": link})
    address = editorial.in_arabic(german, "دليل").url if language == "ar" else german.url
    if language == "en":
        address = f"/en/text/{german.translation_key}/"
    page = client.get(address, headers={"Accept-Language": "de"}).content.decode()
    found = re.search(r'<a href="([^"]*/r/[^"]*)">Kurs</a>', page)
    assert found
    answer = client.get(found[1], headers={"Accept-Language": "de"})
    assert answer["Location"] == f"/{language}/learn/{pages.record(course).slug}/"

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cms.models import LessonPage
from cohorts.domain import cohort
from courses.models import Fact
from desk.queries import staff
from desk.queries.places import ADMIN, PLACES
from people.enums import Role
from tests.factories import pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return pages.course([2])


def trainer_of(course, person):
    coordinator, trainer = people.account(Role.COORDINATOR), people.account(Role.TRAINER)
    group = cohort.form(course=pages.record(course), name="Samstag", actor=coordinator)
    cohort.assign(cohort=group, trainer=trainer, actor=coordinator)
    cohort.join(cohort=group, person=person, actor=coordinator)
    return trainer


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_trainer_sees_the_people_of_own_groups_only(course):
    mine, other = people.learner("Nadia Karam"), people.learner("Yusuf Demir")
    own, strange = enrol(mine, course), enrol(other, course)
    client = signed_in(trainer_of(course, mine))
    text = client.get("/de/staff/learners/").content.decode()
    assert ("Nadia Karam" in text, "Yusuf Demir" in text) == (True, False)
    assert client.get(f"/de/staff/learners/{own.pk}/").status_code == 200
    assert client.get(f"/de/staff/learners/{strange.pk}/").status_code == 404


def test_next_page_of_learners_keeps_what_was_looked_for(course, monkeypatch, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr(staff, "PER_PAGE", 2)
    for name in ("Nadia Karam", "Nadia Aziz", "Nadia Demir", "Yusuf Demir"):
        enrol(people.learner(name), course)
    client, slug = signed_in(people.account(Role.COORDINATOR)), pages.record(course).slug
    text = client.get(f"/de/staff/learners/?course={slug}&name=Nadia").content.decode()
    link = unescape(re.search(r'rel="next" href="([^"]*)"', text)[1])
    assert parse_qs(urlsplit(link).query) == {"course": [slug], "name": ["Nadia"], "page": ["2"]}
    following = client.get(f"/de/staff/learners/{link}").content.decode()
    assert ("Nadia Karam" in following, "Yusuf" in following) == (True, False)


def test_learner_finds_no_staff_page(course):
    person = people.learner()
    enrolment = enrol(person, course)
    client = signed_in(person.account)
    assert client.get("/de/staff/learners/").status_code == 404
    assert client.get(f"/de/staff/learners/{enrolment.pk}/").status_code == 404


def test_trainer_completes_with_a_reason_and_takes_it_back(course):
    person = people.learner()
    enrolment = enrol(person, course)
    client = signed_in(trainer_of(course, person))
    url = f"/de/staff/learners/{enrolment.pk}/"
    lesson = str(course.get_descendants().order_by("path").last().translation_key)
    client.post(url, {"node": lesson, "kind": "completed", "reason": "known"})
    fact = Fact.objects.get(source="staff")
    assert (str(fact.node), fact.kind, fact.reason) == (lesson, "completed", "known")
    client.post(f"{url}correct/", {"fact": fact.pk, "reason": "error"})
    assert Fact.objects.get(kind="correction").corrects == fact


def test_decision_without_a_reason_is_refused_and_kept(course):
    person = people.learner()
    enrolment = enrol(person, course)
    client = signed_in(trainer_of(course, person))
    lesson = str(course.get_descendants().order_by("path").last().translation_key)
    answer = client.post(f"/en/staff/learners/{enrolment.pk}/", {"node": lesson, "kind": "waived", "reason": ""})
    assert answer.status_code == 422
    assert "Please choose a reason" in answer.content.decode()
    assert f'value="{lesson}" selected' in answer.content.decode()
    assert not Fact.objects.filter(source="staff").exists()


def test_course_that_staff_completed_counts_no_open_lessons(course):
    person = people.learner()
    enrolment = enrol(person, course)
    client = signed_in(trainer_of(course, person))
    url = f"/en/staff/learners/{enrolment.pk}/"
    assert "<strong>0 of 2</strong>" in client.get(url).content.decode()
    client.post(url, {"node": str(course.translation_key), "kind": "completed", "reason": "known"})
    own = signed_in(person.account).get(f"/en/learn/{pages.record(course).slug}/").content.decode()
    for text, sentence in (
        (client.get(url).content.decode(), "This course is completed."),
        (own, "You have completed this course."),
    ):
        assert (sentence in text, "<strong>0 of 2</strong>" in text) == (True, False)


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_person_reads_every_decision_of_staff_with_its_reason(course):
    person = people.learner()
    enrolment = enrol(person, course)
    trainer = signed_in(trainer_of(course, person))
    coordinator = signed_in(people.second_factor(people.account(Role.COORDINATOR)))
    url = f"/de/staff/learners/{enrolment.pk}/"
    page = f"/en/learn/{pages.record(course).slug}/"
    own = signed_in(person.account)
    assert "What your team decided" not in own.get(page).content.decode()
    first, second = (str(lesson.translation_key) for lesson in LessonPage.objects.order_by("path"))
    trainer.post(url, {"node": first, "kind": "completed", "reason": "oral"})
    coordinator.post(url, {"node": second, "kind": "waived", "reason": "known"})
    text = words_of(own.get(page).content.decode())
    assert "Lektion 1 This counts as done for you. The reason: shown orally." in text
    assert "Lektion 2 You need not do this. The reason: learned elsewhere." in text
    assert text.index("by the coordination") < text.index("by your trainer")
    trainer.post(f"{url}correct/", {"fact": Fact.objects.get(reason="oral").pk, "reason": "error"})
    text = words_of(own.get(page).content.decode())
    assert text.count("An entry about this was taken back. The reason: entered by mistake.") == 1
    stranger = people.learner()
    enrol(stranger, course)
    assert "The reason:" not in signed_in(stranger.account).get(page).content.decode()


@pytest.mark.parametrize("role", [None, *Role])
def test_start_page_leads_staff_to_every_page_they_may_enter_and_to_no_other(role):
    client = signed_in(people.account(role) if role else people.learner().account)
    text = client.get("/en/my/learning/").content.decode()
    with override("en"):
        addresses = [reverse(place.view) for place in PLACES if place != ADMIN]
    for address in addresses:
        assert (f'href="{address}"' in text) is (client.get(address).status_code != 404), address
    assert ('href="/admin/"' in text) is (role is not None)
    assert 'href="/en/account/"' in text

import re
import uuid
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cms.models import LessonPage
from cohorts.domain import cohort
from cohorts.models import Cohort
from consultations.models import Adviser
from core import clock
from core.errors import NotAllowed
from core.models import AuditEntry
from courses.domain import enrolment
from courses.enums import EnrolmentSource
from courses.models import Fact
from desk.domain.entrance import hand_out_sheet
from desk.queries import staff
from desk.queries.places import ADMIN, PLACES
from organisations.models import MemberRole, Organisation, OrganisationMember
from people.enums import Role
from tests.factories import pages, people, world
from tests.factories.courses import enrol
from tests.factories.people import PASSWORD

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
    client.post(url, {"node": str(course.translation_key), "sure": "on", "kind": "completed", "reason": "known"})
    own = signed_in(person.account).get(f"/en/learn/{pages.record(course).slug}/").content.decode()
    for text, sentence in (
        (client.get(url).content.decode(), "This course is completed."),
        (own, "You have completed this course."),
    ):
        assert (sentence in text, "<strong>0 of 2</strong>" in text) == (True, False)


def test_whole_course_is_never_chosen_beforehand_and_asks_again(course):
    person = people.learner()
    url = f"/en/staff/learners/{enrol(person, course).pk}/"
    client = signed_in(trainer_of(course, person))
    page = client.get(url).content.decode()
    assert ('<option value="" selected>Please choose</option>' in page, "I mean the whole course" in page) == (
        True,
        False,
    )
    decision = {"node": str(course.translation_key), "kind": "completed", "reason": "known"}
    answer = client.post(url, decision)
    assert (answer.status_code, "This ends the whole course" in answer.content.decode()) == (422, True)
    assert not Fact.objects.filter(source="staff").exists()
    client.post(url, decision | {"sure": "on"})
    assert [str(fact.node) for fact in Fact.objects.filter(source="staff")] == [decision["node"]]


def test_staff_read_what_is_done_and_open_and_lead_to_the_group(course):
    person = people.learner("ليلى حداد")
    person.identity.latin_name = "Leyla Haddad"
    person.identity.save()
    url = f"/en/staff/learners/{enrol(person, course).pk}/"
    client = signed_in(trainer_of(course, person))
    lesson = LessonPage.objects.order_by("path").first()
    client.post(url, {"node": str(lesson.translation_key), "kind": "completed", "reason": "known"})
    html = client.get(url).content.decode()
    text = words_of(html)
    assert "ليلى حداد Leyla Haddad" in text
    assert "1 of 2 done ✓ Lektion 1 done Lektion 2 open" in text
    group = Cohort.objects.get()
    assert f'<a href="/en/staff/groups/{group.pk}/"><bdi>Samstag</bdi></a>' in html


def sheet_of(client, url, key):
    html = client.post(f"{url}sheet/", {"key": key}).content.decode()
    return re.findall(r'<strong><bdi dir="ltr">([^<]+)</bdi></strong>', html)


def test_learner_who_lost_the_password_comes_back_by_a_new_sheet(course):
    person = people.learner()
    own = signed_in(person.account)
    EmailAddress.objects.create(user=person.account, email="mistyped@example.org", verified=False)
    url = f"/en/staff/learners/{enrol(person, course).pk}/"
    client = signed_in(trainer_of(course, person))
    key = re.search(r'sheet/".*?name="key" value="([^"]+)"', client.get(url).content.decode(), re.DOTALL)[1]
    username, password = sheet_of(client, url, key)
    assert username == person.account.username
    assert sheet_of(client, url, key) == [username, password]  # a double click
    assert own.get("/en/account/").status_code == 302
    assert Client().login(username=username, password=PASSWORD) is False
    assert Client().login(username=username, password=password) is True
    assert not EmailAddress.objects.exists()
    assert password not in client.get(url).content.decode()
    assert AuditEntry.objects.filter(verb="account.sheet_made", person_id=person.pk).count() == 2


def test_sheet_gives_an_account_to_a_person_who_has_none(course):
    trainer, person = people.account(Role.TRAINER), people.person()
    person.entered_by = trainer
    person.save()
    found = enrolment.enrol(
        person=person, course=pages.record(course), source=EnrolmentSource.STAFF, actor=trainer, at=clock.now()
    )
    url = f"/en/staff/learners/{found.pk}/"
    username, password = sheet_of(signed_in(trainer), url, uuid.uuid4())
    own = Client()
    assert own.login(username=username, password=password)
    assert own.get(f"/en/learn/{pages.record(course).slug}/").context["overview"].is_begun is False
    person.refresh_from_db()
    assert person.account.username == username


@pytest.mark.parametrize("role", Role)
def test_nobody_makes_the_sheet_of_an_account_with_a_role(course, role):
    person = people.person(account=people.account(role))
    url = f"/en/staff/learners/{enrol(person, course).pk}/"
    client = signed_in(trainer_of(course, person))
    assert "New sign-in sheet" not in client.get(url).content.decode()
    assert sheet_of(client, url, uuid.uuid4()) == []
    assert person.account.check_password(PASSWORD)
    with pytest.raises(NotAllowed):
        hand_out_sheet(person=person, key=uuid.uuid4(), actor=people.account(Role.COORDINATOR))


@pytest.mark.parametrize("grant", ["adviser", "member"])
def test_nobody_makes_the_sheet_of_who_advises_or_acts_for_an_organisation(course, grant):
    person = people.learner()
    enrol(person, course)
    if grant == "adviser":
        Adviser.objects.create(person=person)
    else:
        organisation = Organisation.objects.create(name="Sportverein")
        OrganisationMember.objects.create(person=person, organisation=organisation, role=MemberRole.values[0])
    with pytest.raises(NotAllowed):
        hand_out_sheet(person=person, key=uuid.uuid4(), actor=people.account(Role.COORDINATOR))


def test_sheet_is_made_neither_for_people_of_others_nor_where_a_code_can_be_sent(course):
    mine, other = people.learner(), people.learner()
    own, strange = (f"/en/staff/learners/{enrol(one, course).pk}/" for one in (mine, other))
    trainer = trainer_of(course, mine)
    client = signed_in(trainer)
    assert client.post(f"{strange}sheet/").status_code == 404
    with pytest.raises(NotAllowed):
        hand_out_sheet(person=other, key=uuid.uuid4(), actor=trainer)
    EmailAddress.objects.create(user=mine.account, email="leyla@example.org", verified=True)
    assert "signs in by a code" in client.get(own).content.decode()
    assert sheet_of(client, own, uuid.uuid4()) == []
    assert mine.account.check_password(PASSWORD)


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


def test_start_page_says_how_much_waits():
    coordinator = signed_in(people.account(Role.COORDINATOR))
    assert "wait</span>" not in coordinator.get("/en/my/learning/").content.decode()
    world.make()
    text = coordinator.get("/en/my/learning/").content.decode()
    assert re.findall(r"<span>([^<]+) <span class=\"tag\">([^<]+)<", text) == [
        ("Work handed in", "1 waits"),
        ("Messages", "1 waits"),
    ]

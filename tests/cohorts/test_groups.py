"""Groups on the staff's pages: who makes them, who comes into them, and that strangers find nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohorts.domain import cohort
from cohorts.errors import GroupEnded, NotInCourse
from cohorts.models import Cohort, CohortMember
from core import clock
from core.errors import NotAllowed
from core.models import AuditEntry
from courses.errors import CourseRetired
from courses.policies import people_seen
from people.enums import Role
from tests.factories import pages, people
from tests.factories.courses import enrol, join, record, tree
from tests.factories.invitations import invitation

pytestmark = pytest.mark.django_db

GROUPS = "/en/staff/groups/"


@pytest.fixture
def course():
    return pages.course([1])


@pytest.fixture
def coordinator():
    return people.second_factor(people.account(Role.COORDINATOR, username="office"))


@pytest.fixture
def trainer():
    return people.account(Role.TRAINER, username="tamar")


@pytest.fixture
def group(course, coordinator, trainer):
    made = cohort.form(course=pages.record(course), name="Mittwochabend", actor=coordinator)
    cohort.assign(cohort=made, trainer=trainer, actor=coordinator)
    return made


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def members(group):
    return list(CohortMember.objects.filter(cohort=group, until=None).values_list("person__identity__name", flat=True))


def test_coordinator_makes_a_group_gives_it_a_trainer_and_people(course, coordinator, trainer):
    ada, client = people.learner("Ada Demir"), signed_in(coordinator)
    enrol(ada, course)
    made = client.post(GROUPS, {"course": str(pages.record(course).pk), "name": "Samstag"})
    page = made["Location"]
    client.post(f"{page}trainers/", {"trainer": trainer.pk})
    assert "1 person is now in this group." in client.post(f"{page}add/", {"people": [ada.pk]}, follow=True).text
    own = signed_in(trainer)
    assert "Samstag" in own.get(GROUPS).text
    assert "Ada Demir" in own.get(page).text
    assert "Ada Demir" in own.get("/en/staff/learners/").text


def test_trainer_adds_those_they_accompany_and_nobody_else(course, group, trainer):
    invited, stranger, elsewhere = (people.learner(name) for name in ("Nadia Karam", "Yusuf Demir", "Mina Park"))
    enrol(stranger, course)
    code = invitation(pages.record(course), created_by=trainer).code
    signed_in(invited.account).post(f"/en/join/{code}/")
    elsewhere.entered_by = trainer
    elsewhere.save()
    client, page = signed_in(trainer), f"{GROUPS}{group.pk}/"
    text = client.get(page).text
    assert [name in text for name in ("Nadia Karam", "Yusuf Demir", "Mina Park")] == [True, False, False]
    answer = client.post(f"{page}add/", {"people": [invited.pk, stranger.pk]}, follow=True)
    assert (answer.status_code, members(group)) == (200, [])
    client.post(f"{page}add/", {"people": [invited.pk]})
    assert members(group) == ["Nadia Karam"]
    for person, refusal in ((stranger, NotAllowed), (elsewhere, NotInCourse)):
        with pytest.raises(refusal):
            cohort.join(cohort=group, person=person, actor=trainer)


def test_who_is_taken_out_is_accompanied_no_longer(course, group, coordinator, trainer):
    ada = people.learner("Ada Demir")
    enrol(ada, course)
    cohort.join(cohort=group, person=ada, actor=coordinator)
    client, url = signed_in(trainer), f"{GROUPS}{group.pk}/people/{ada.pk}/remove/"
    for _click in range(2):
        assert client.post(url)["Location"] == f"{GROUPS}{group.pk}/"
    assert (members(group), list(people_seen(trainer))) == ([], [])
    verbs = AuditEntry.objects.filter(person_id=ada.pk).order_by("at").values_list("verb", "actor")
    assert list(verbs) == [("group.joined", coordinator.pk), ("group.left", trainer.pk)]


def test_strangers_find_no_group_and_trainers_plan_none(course, group, trainer):
    ada = people.learner("Ada Demir")
    held = enrol(ada, course)
    page = f"{GROUPS}{group.pk}/"
    stranger = signed_in(people.account(Role.TRAINER))
    assert "Mittwochabend" not in stranger.get(GROUPS).text
    doors = ["add/", f"people/{ada.pk}/remove/", "trainers/", f"trainers/{trainer.pk}/dismiss/", "end/"]
    assert [stranger.post(page + door).status_code for door in doors] == [404] * 5
    assert stranger.get(page).status_code == 404
    own = signed_in(trainer)
    assert [own.post(page + door).status_code for door in doors[2:]] == [404] * 3
    own.post(GROUPS, {"course": str(held.course_id), "name": "Eigene"})
    assert Cohort.objects.count() == 1
    for act in (
        lambda: cohort.form(course=held.course, name="Eigene", actor=trainer),
        lambda: cohort.assign(cohort=group, trainer=people.account(Role.TRAINER), actor=trainer),
        lambda: cohort.dismiss(cohort=group, trainer=trainer, actor=trainer, at=clock.now()),
        lambda: cohort.end(cohort=group, actor=trainer, at=clock.now()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_only_trainers_are_assigned_and_nobody_assigns_oneself(group, coordinator):
    both = people.account(Role.COORDINATOR, Role.TRAINER)
    for account, actor in ((people.account(Role.AUTHOR), coordinator), (both, both)):
        with pytest.raises(NotAllowed):
            cohort.assign(cohort=group, trainer=account, actor=actor)


def test_trainer_who_is_dismissed_sees_nobody_of_the_group(course, group, coordinator, trainer):
    ada = people.learner("Ada Demir")
    enrol(ada, course)
    cohort.join(cohort=group, person=ada, actor=coordinator)
    assert list(people_seen(trainer)) == [ada]
    signed_in(coordinator).post(f"{GROUPS}{group.pk}/trainers/{trainer.pk}/dismiss/")
    assert list(people_seen(trainer)) == []
    assert signed_in(trainer).get(f"{GROUPS}{group.pk}/").status_code == 404


def test_group_that_ended_takes_nobody_in_and_shows_nobody_to_its_trainer(course, group, coordinator, trainer):
    ada = people.learner("Ada Demir")
    enrol(ada, course)
    client, page = signed_in(coordinator), f"{GROUPS}{group.pk}/"
    cohort.join(cohort=group, person=ada, actor=coordinator)
    client.post(f"{page}end/")
    assert "This group has ended." in client.get(page).text
    assert (list(people_seen(trainer)), signed_in(trainer).get(page).status_code) == ([], 404)
    other = people.learner("Yusuf Demir")
    enrol(other, course)
    assert "This group has ended." in client.post(f"{page}add/", {"people": [other.pk]}, follow=True).text
    with pytest.raises(GroupEnded):
        cohort.assign(cohort=group, trainer=people.account(Role.TRAINER), actor=coordinator)
    assert members(group) == ["Ada Demir"]


def test_course_that_is_over_gets_no_group(coordinator):
    course = record(tree(1))
    course.retired_at = clock.now()
    with pytest.raises(CourseRetired):
        cohort.form(course=course, name="Samstag", actor=coordinator)


def test_search_finds_those_whom_the_page_does_not_offer_at_once(course, group, coordinator):
    for number in range(42):
        join(people.learner(f"Person {number:02}"), pages.record(course))
    client, page = signed_in(coordinator), f"{GROUPS}{group.pk}/"
    text = client.get(page).text
    assert ("Person 41" in text, "Person 00" in text, 'name="name"' in text) == (True, False, True)
    assert "Person 00" in client.get(page, {"name": "person 00"}).text


def test_pages_ask_the_same_for_1_and_3(course, group, coordinator, trainer):
    client, counts = signed_in(coordinator), []
    client.get(GROUPS)  # what every page reads once
    for number in range(3):
        for name in ("in", "out"):
            enrol(people.learner(f"{name} {number}"), course)
        added = people_seen(coordinator).get(identity__name=f"in {number}")
        cohort.join(cohort=group, person=added, actor=coordinator)
        cohort.assign(cohort=group, trainer=people.account(Role.TRAINER), actor=coordinator)
        people.account(Role.TRAINER)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{GROUPS}{group.pk}/")
        with CaptureQueriesContext(connection) as listed:
            client.get(GROUPS)
        counts.append((len(queries), len(listed)))
        cohort.form(course=group.course, name=f"Gruppe {number}", actor=coordinator)
    assert counts[0] == counts[2]

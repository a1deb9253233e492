"""Staff make invitations and enter people."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from courses.forms import InvitationForm
from courses.models import Enrolment, Invitation
from people.enums import Role
from people.models import Person
from tests.factories import invitations, people
from tests.factories.courses import join, record, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("free_doors")]
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def course():
    return record(tree(1, joining="staff"))


@pytest.fixture
def staff(client: Client):
    account = people.second_factor(people.account(Role.COORDINATOR))
    client.force_login(account)
    return account


def asked(into, **changes):
    day = timezone.localdate() + timedelta(days=5)
    return {"course": str(into.pk), "max_uses": "12", "last_day": day.isoformat(), "label": "Rathaus"} | changes


def test_invitation_is_made_printed_and_withdrawn(client: Client, staff, course):
    sheet = client.post("/en/staff/invitations/", asked(course))["Location"]
    made = Invitation.objects.get()
    assert (made.course, made.max_uses, made.label, made.created_by) == (course, 12, "Rathaus", staff)
    text = client.get(sheet).content.decode()
    assert f"{made.code[:4]}-{made.code[4:]}" in text
    assert f"http://testserver/en/join/{made.code}/" in text
    assert "<svg" in text
    client.post(f"{sheet}revoke/")
    assert "withdrawn" in client.get("/en/staff/invitations/").content.decode()
    assert "was withdrawn" in Client().get(f"/en/join/{made.code}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"max_uses": "0"}, "max_uses"),
        ({"max_uses": "9" * 400}, "max_uses"),
        ({"last_day": "2001-01-01"}, "last_day"),
        ({"last_day": "heute"}, "last_day"),
        ({"label": "a\0b"}, "label"),
        ({"course": str(uuid.uuid4())}, "course"),
        ({"course": "\0"}, "course"),
    ],
)
def test_bad_invitation_names_the_field_and_keeps_what_was_typed(client: Client, staff, course, changes, field):
    answer = client.post("/en/staff/invitations/", asked(course, **changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Invitation.objects.exists()


def test_pages_about_invitations_are_not_there_for_learners(client: Client, course):
    made = invitations.invitation(course)
    client.force_login(people.learner().account)
    paths = ("/de/staff/invitations/", f"/de/staff/invitations/{made.pk}/", "/de/staff/people/enter/")
    assert [client.get(path).status_code for path in paths] == [404] * 3
    assert client.post(f"/de/staff/invitations/{made.pk}/revoke/").status_code == 404
    made.refresh_from_db()
    assert made.revoked_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_invitations_takes_as_many_queries_for_three_as_for_one(
    client: Client, staff, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        invitations.invitation(record(tree(1)))
    client.get("/de/staff/invitations/")
    with django_assert_max_num_queries(10):
        client.get("/de/staff/invitations/")


def last_sunday(month):
    """The next day on which the clock is changed in this month."""
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        day = datetime(year, month, 31, tzinfo=BERLIN).date()
        day -= timedelta(days=(day.weekday() + 1) % 7)
        if day > today:
            return day
    raise AssertionError


@pytest.mark.parametrize("month", [3, 10])
def test_invitation_holds_to_the_end_of_the_day_on_which_the_clock_is_changed(course, month):
    day = last_sunday(month)
    form = InvitationForm(asked(course, last_day=day.isoformat()))
    assert form.is_valid(), form.errors
    end = form.cleaned_data["last_day"]
    midnight = datetime(day.year, day.month, day.day, tzinfo=BERLIN) + timedelta(days=1)  # by the clock on the wall
    assert end.astimezone(ZoneInfo("UTC")) == midnight.astimezone(ZoneInfo("UTC")) - timedelta(microseconds=1)


def person_form(course=None, **changes):
    filled = {"name": "Олена Коваль", "latin_name": "Olena Koval", "contact": "", "language": "de"}
    return filled | {"course": str(course.pk) if course else "", "key": str(uuid.uuid4())} | changes


def test_person_without_account_is_entered_into_a_course_once_whatever_is_clicked(client: Client, staff, course):
    filled = person_form(course)
    for _click in range(2):
        answer = client.post("/en/staff/people/enter/", filled, follow=True)
        assert "Олена Коваль is entered." in answer.content.decode()
    person = Person.objects.get(identity__name="Олена Коваль")
    assert (person.account, person.entered_by) == (None, staff)
    assert list(Enrolment.objects.values_list("person", "course", "source")) == [(person.pk, course.pk, "staff")]


def test_known_name_is_said_once_and_entered_anyway(client: Client, staff, course):
    url = "/en/staff/people/enter/"
    client.post(url, person_form(course))
    again = person_form(name="olena koval", latin_name="")
    answer = client.post(url, again)
    text, page = answer.content.decode(), f"/en/staff/learners/{Enrolment.objects.get().pk}/"
    assert (answer.status_code, "There is somebody of this name" in text, f'href="{page}"' in text) == (422, True, True)
    assert Person.objects.filter(entered_by=staff).count() == 1
    text = client.post(url, again | {"anyway": "1"}, follow=True).content.decode()
    second = Person.objects.get(identity__name="olena koval")
    assert f'action="/en/staff/people/{second.pk}/enrol/"' in text


def test_person_just_entered_into_a_course_is_one_click_away(client: Client, staff, course):
    text = client.post("/en/staff/people/enter/", person_form(course), follow=True).content.decode()
    assert f'href="/en/staff/learners/{Enrolment.objects.get().pk}/"' in text


def test_names_of_people_whom_a_trainer_does_not_accompany_are_not_told(client: Client):
    join(people.learner("Ada Demir"), record(tree(1)))
    client.force_login(people.second_factor(people.account(Role.TRAINER)))
    answer = client.post("/en/staff/people/enter/", person_form(name="Ada Demir", latin_name=""))
    assert (answer.status_code, Person.objects.filter(identity__name="Ada Demir").count()) == (302, 2)


def test_used_form_with_another_name_is_refused_with_words(client: Client, staff):
    filled = person_form()
    client.post("/en/staff/people/enter/", filled)
    answer = client.post("/en/staff/people/enter/", filled | {"name": "Jemand"})
    assert (answer.status_code, "load the page again" in answer.content.decode()) == (422, True)
    assert Person.objects.count() == 1


def test_person_whom_staff_know_is_entered_into_one_more_course(client: Client, staff, course):
    ada = people.learner("Ada Demir")
    first = join(ada, record(tree(1)))
    page = f"/en/staff/learners/{first.pk}/"
    assert f'action="/en/staff/people/{ada.pk}/enrol/"' in client.get(page).content.decode()
    url = f"/en/staff/people/{ada.pk}/enrol/"
    answers = [
        client.post(url, {"course": str(course.pk)}, headers={"referer": f"http://testserver{page}"}, follow=True)
        for _click in range(2)
    ]
    assert [answer.redirect_chain for answer in answers] == [[(f"http://testserver{page}", 302)]] * 2
    assert "Ada Demir is now in this course." in answers[0].content.decode()
    assert "Ada Demir is in this course already." in answers[1].content.decode()
    assert Enrolment.objects.filter(person=ada, course=course, source="staff").count() == 1


def test_nobody_enters_people_whom_they_do_not_accompany_nor_themselves(client: Client, course):
    ada = people.learner("Ada Demir")
    trainer = people.second_factor(people.account(Role.TRAINER))
    own = people.person("Kim", account=trainer)
    client.force_login(trainer)
    for person in (ada.pk, own.pk, uuid.uuid4()):
        assert client.post(f"/de/staff/people/{person}/enrol/", {"course": str(course.pk)}).status_code == 404
    assert not Enrolment.objects.exists()

"""The first page of the editors' desk says what waits for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import ItemVersion
from cms.models import LessonPage, Topic
from cms.queries.start import next_steps
from courses import installed_kinds
from courses.domain import attention
from courses.models import Activity
from people.enums import Role
from tests.cms.test_authoring_day import typed
from tests.factories import assessments, editorial, pages, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def words(account) -> list[str]:
    return [step.words for step in next_steps(account)]


def crashed(title="Kaputt"):
    activity = Activity.objects.create(type="reading", title=title)
    attention.note(activity=activity.pk, doing="show", error=KeyError())
    return activity


def test_activity_that_failed_or_has_no_kind_stands_above_the_list(client, monkeypatch):
    client.force_login(people.account(Role.AUTHOR))
    failed, missing = crashed(), Activity.objects.create(type="gone", title="Ohne Art")
    monkeypatch.setattr(installed_kinds, "_refused", [installed_kinds.Refused("alien", "written for version 9")])
    page = client.get("/admin/activities/").content.decode()
    notice = page[page.index('id="attention"') : page.index("</section>")]
    assert f'href="/admin/activities/{failed.pk}/"' in notice
    assert ("KeyError" in notice, "Ohne Art" in notice, "alien" in notice) == (True, True, True)
    assert f"/admin/activities/{missing.pk}/" not in page
    assert "2 Aktivitäten ansehen" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", Role)
def test_failures_are_told_to_those_who_write_activities(client, role):
    crashed()
    account = people.account(role)
    assert ("1 Aktivität ansehen" in words(account)) is (role in {Role.AUTHOR, Role.TRAINER, Role.ADMINISTRATOR})
    client.force_login(account)
    assert ("1 Aktivität ansehen" in client.get("/admin/").content.decode()) is bool(words(account))


def test_drafts_reviews_and_exam_items_wait_for_whom_they_concern(client):
    trainer, author = people.account(Role.TRAINER), people.account(Role.AUTHOR)
    module = pages.course((0,)).get_children().first()
    client.force_login(trainer)
    client.post(f"/admin/pages/add/cms/lessonpage/{module.pk}/", typed("Entwurf"))
    assert words(trainer) == ["Ihr Entwurf: „Entwurf“"]
    lesson = LessonPage.objects.get()
    client.post(f"/admin/pages/{lesson.pk}/edit/", typed("Entwurf", **{"action-submit": "yes"}))
    assert (words(trainer), words(author)) == ([], ["1 Text wartet auf Ihre Durchsicht"])
    client.force_login(author)
    page = client.get("/admin/").content.decode()
    assert ('href="#awaiting-review-section"' in page, 'id="awaiting-review-section"' in page) == (
        True,
        True,
    )


def test_exam_item_waits_for_those_who_may_release_it():
    author, other, trainer = people.account(Role.AUTHOR), people.account(Role.AUTHOR), people.account(Role.TRAINER)
    item = assessments.item(assessments.bank(is_exam=True))
    ItemVersion.objects.filter(item=item).update(author=author)
    assert [words(one) for one in (author, other, trainer)] == [[], ["1 Prüfungsaufgabe wartet auf Zweitlesung"], []]


def test_first_page_does_not_ask_more_for_more(client):
    author = people.account(Role.AUTHOR)
    client.force_login(author)
    counts = []
    for _round in range(2):
        for n in range(2):
            crashed(f"Kaputt {n}")
        page = pages.lesson(pages.course((0,)).get_children().first().specific)
        page.save_revision(user=author)
        next_steps(author)
        with CaptureQueriesContext(connection) as queries:
            next_steps(author)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_modules_and_lessons_stand_in_the_order_of_the_course(client):
    client.force_login(people.account(Role.AUTHOR))
    course = pages.course((2, 1))
    for parent, children in ((course, ["Modul 1", "Modul 2"]), (course.get_first_child(), ["Lektion 1", "Lektion 2"])):
        listed = client.get(f"/admin/pages/{parent.pk}/").context["object_list"]
        assert [page.title for page in listed] == children


def test_course_offers_the_topics_of_the_source_language_alone(client):
    client.force_login(people.account(Role.AUTHOR))
    course = pages.course((0,))
    for code, name in (("de", "Verein"), ("en", "Association")):
        Topic.objects.create(slug="verein", name=name, locale=editorial.locale(code))
    form = client.get(f"/admin/pages/{course.pk}/edit/").context["form"]
    assert [topic.name for topic in form.fields["topics"].queryset] == ["Verein"]

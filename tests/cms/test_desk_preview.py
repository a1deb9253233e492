"""A lesson on the editor's desk as a learner sees it: in every language, in a draft module too, and nothing is stored."""

import pytest
from django.contrib.contenttypes.models import ContentType

from cms.models import LessonPage
from courses.models import Activity, Attempt, Enrolment, Fact, ProgressEvent
from people.enums import Role
from tests.factories import assessments, pages, people

pytestmark = pytest.mark.django_db

STORED = (Fact, Attempt, ProgressEvent, Enrolment)


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def quiz() -> Activity:
    made = assessments.assessment(assessments.item(), mode="self_check")
    return Activity.objects.create(type="quiz", title="Kurz geprüft", config={"assessment": made.pk})


@pytest.fixture
def draft(client) -> LessonPage:
    """A lesson that was never published, in a module that was not either."""
    client.force_login(people.account(Role.TRAINER))
    module = pages.course((1,)).get_children().first().specific
    module.unpublish()
    lesson = pages.lesson(module, quiz(), title="Entwurf")
    lesson.unpublish()
    return LessonPage.objects.get(pk=lesson.pk)


def shown(client, lesson: LessonPage, mode: str) -> str:
    fields = {"title": lesson.title, "slug": lesson.slug, "minutes": 10, "done_by": "button", "summary": ""}
    typed = fields | {
        "body-count": 1,
        "body-0-type": "activity",
        "body-0-order": 0,
        "body-0-deleted": "",
        "body-0-id": "a",
    }
    activity = Activity.objects.get()
    typed |= {"body-0-value-activity": str(activity.pk), "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    answer = client.post(f"/admin/pages/{lesson.pk}/edit/preview/", typed)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return client.get(f"/admin/pages/{lesson.pk}/edit/preview/", {"mode": mode}).content.decode()


@pytest.mark.parametrize(("mode", "way"), [("de", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_draft_is_shown_as_a_learner_reads_it(client, draft, mode, way):
    page = shown(client, draft, mode)
    assert f'lang="{mode}" dir="{way}"' in page
    assert "Entwurf" in page
    assert "Kurz geprüft" in page
    assert "data-item" in page
    assert [model.objects.count() for model in STORED] == [0, 0, 0, 0]


def test_new_lesson_is_previewed_before_it_is_saved(client, draft):
    kind = ContentType.objects.get_for_model(LessonPage)
    assert kind.model == "lessonpage"
    parent = draft.get_parent()
    address = f"/admin/pages/add/cms/lessonpage/{parent.pk}/preview/"
    typed = {"title": "Ganz neu", "slug": "ganz-neu", "minutes": 10, "done_by": "button", "body-count": 0}
    typed |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    assert client.post(address, typed).json()["is_available"]
    assert "Ganz neu" in client.get(address, {"mode": "de"}).content.decode()


def test_preview_stands_beside_the_editor_and_the_page_in_no_frame(client, draft):
    shown(client, draft, "de")
    beside = client.get(f"/admin/pages/{draft.pk}/edit/preview/?mode=de")
    assert "frame-ancestors 'self'" in beside["Content-Security-Policy"]
    assert "'unsafe-inline'" not in beside["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/de/")["Content-Security-Policy"]

"""A trainer's day at the desk, told by forms: copy, write, submit; an author reads what it changes and publishes."""

import json

import pytest
from wagtail.models import TaskState

from assessments.domain import bank as banks
from assessments.models import Item
from cms.models import LessonPage, ModulePage
from courses.models import Lesson
from people.enums import Role
from tests.factories import assessments, editorial, pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def typed(title: str, text: str = "Ein Satz.", **more: object) -> dict[str, object]:
    """The lesson's form with one text."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    rich = json.dumps({"blocks": [block], "entityMap": {}})
    return {
        "title": title, "slug": "neue-lektion", "summary": "", "minutes": 10, "required": "on", "done_by": "button",
        "body-count": 1, "body-0-type": "text", "body-0-order": 0, "body-0-deleted": "", "body-0-id": "a",
        "body-0-value": rich, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
    } | more  # fmt: skip


def test_trainer_copies_writes_and_submits_and_an_author_publishes(client):
    editorial.word("rat", "der Rat", "Wer für die Stadt entscheidet.")
    course = pages.course((1,))
    enrol(people.learner(), course)
    module = course.get_children().first()
    trainer, author = people.account(Role.TRAINER), people.account(Role.AUTHOR)
    client.force_login(trainer)
    client.post(
        f"/admin/pages/{module.pk}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": course.pk, "copy_subpages": "on"},
    )
    copy = ModulePage.objects.get(slug="kopie")
    assert (copy.live, [page.live for page in copy.get_children()]) == (False, [False])
    address = f"/admin/pages/add/cms/lessonpage/{module.pk}/"
    client.post(address, typed("Neue Lektion", "Das ist [[rat|ein Rat]].", **{"action-publish": "yes"}))
    lesson = LessonPage.objects.get(slug="neue-lektion")
    assert not lesson.live
    edit = f"/admin/pages/{lesson.pk}/edit/"
    client.post(edit, typed("Neue Lektion", "Das ist [[rat|ein Rat]].", **{"action-submit": "yes"}))
    task = TaskState.objects.get()
    assert (task.status, Lesson.objects.filter(pk=lesson.translation_key).exists()) == ("in_progress", False)
    client.force_login(author)
    page = client.get(edit)
    assert "Neue Lektion" in [one.title for one in _change(page).added]
    with pages.committing():
        client.post(f"/admin/pages/workflow/action/{lesson.pk}/approve/{task.pk}/", {"comment": ""})
    lesson.refresh_from_db()
    assert lesson.live
    assert Lesson.objects.filter(pk=lesson.translation_key).exists()


def _change(page):
    return next(layer["change"] for layer in page.context if "change" in layer)


def test_word_that_nobody_explained_is_named_and_the_text_stays(client):
    module = pages.course((0,)).get_children().first()
    client.force_login(people.account(Role.TRAINER))
    page = client.post(f"/admin/pages/add/cms/lessonpage/{module.pk}/", typed("Neu", "Ein [[fremd|Wort]]."))
    assert "fremd" in page.content.decode()
    assert LessonPage.objects.count() == 0


def test_item_is_corrected_while_somebody_is_inside(client):
    author = people.account(Role.AUTHOR)
    bank = banks.create(key="bank", title="Bank", is_exam=False, actor=author)
    item = assessments.item(bank, assessments.statement_draft(truth=True))
    desk = assessments.desk(assessments.assessment(item))
    desk.act("start")
    before = item.current
    client.force_login(author)
    words = {"points": "1", "tags": "", "prompt_de": "Der Bundestag wird gewählt.", "truth": "false"}
    client.post(f"/admin/items/{item.pk}/edit/", words)
    item = Item.objects.get()
    assert item.current.n == before.n + 1
    inside = desk.act("submit", {f"item-{before.pk}": "true", "seen": [str(before.pk)]})
    other = people.learner("Neu")
    assessments.join(desk, other)
    desk.act("start", person=other)
    later = desk.act("submit", {f"item-{item.current_id}": "true", "seen": [str(item.current_id)]}, person=other)
    assert (_share(desk, desk.person), _share(desk, other)) == (1, 0), (inside, later)


def _share(desk, person):
    return person.attempts.get(activity=desk.activity).share

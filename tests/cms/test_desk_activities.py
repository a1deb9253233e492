"""Activities at the editors' desk: every kind is made and changed by its own form, by those who may."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import ItemVersion
from core import clock
from core.errors import NotAllowed
from courses import installed_kinds
from courses.domain import activity as activities
from courses.domain.activity import Words
from courses.models import Activity, ActivityText
from people.enums import Role
from tests.factories import assessments, pages, people

pytestmark = pytest.mark.django_db

LIST = "/admin/activities/"
CREATE = "/admin/activity_chooser/create/"
WRITERS = {Role.AUTHOR, Role.TRAINER, Role.ADMINISTRATOR}


@pytest.fixture(autouse=True)
def terms(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def as_(client, role: Role):
    account = people.account(role)
    client.force_login(account)
    return account


def rich(text: str) -> str:
    return json.dumps({"blocks": [{"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                                   "entityRanges": []}], "entityMap": {}})  # fmt: skip


def check():
    return assessments.assessment(assessments.item())


@pytest.mark.parametrize("role", Role)
def test_activities_are_for_those_who_write(client, role):
    as_(client, role)
    activity = Activity.objects.create(type="reading", title="Lesen")
    addresses = [LIST, f"{LIST}new/", f"{LIST}new/quiz/", f"{LIST}{activity.pk}/"]
    answers = {client.get(address).status_code for address in addresses}
    assert answers == ({200} if role in WRITERS else {302})


@pytest.mark.parametrize("kind", [kind.key for kind in installed_kinds.installed()])
def test_every_kind_has_a_page_and_stands_in_the_dialog(client, kind):
    as_(client, Role.TRAINER)
    assert 'name="title_de"' in client.get(f"{LIST}new/{kind}/").content.decode()
    shown = client.post(CREATE, {"kind": kind}).json()
    assert (shown["step"], 'name="title_de"' in shown["htmlFragment"]) == ("reshow_creation_form", True)


def test_unknown_kind_is_not_found(client):
    as_(client, Role.AUTHOR)
    assert client.get(f"{LIST}new/nonsense/").status_code == 404


def test_quiz_is_made_with_its_words_in_two_languages(client):
    as_(client, Role.TRAINER)
    chosen = check()
    fields = {"title_de": "Kurz geprüft", "intro_de": "Drei Fragen.", "title_en": "Short check", "intro_en": ""}
    answer = client.post(f"{LIST}new/quiz/", fields | {"config-assessment": chosen.pk})
    made = Activity.objects.get()
    assert answer.url == f"{LIST}{made.pk}/"
    assert (made.type, made.title) == ("quiz", "Kurz geprüft")
    assert made.config == {"assessment": chosen.pk, "text": {"intro": "Drei Fragen."}}
    assert list(ActivityText.objects.values_list("locale", "title", "text")) == [("en", "Short check", {"intro": ""})]


def test_trainer_is_offered_and_places_no_test_on_an_exam_bank_they_do_not_read(client):
    trainer = as_(client, Role.TRAINER)
    secret = assessments.item(assessments.bank("exam", is_exam=True))
    ItemVersion.objects.filter(item=secret).update(reviewed_at=clock.now())
    placed = assessments.assessment(secret)
    assessments.assessment(draw=(secret.bank, "a", 1))
    free = check()
    page = client.get(f"{LIST}new/quiz/")
    assert [pk for pk, _title in page.context["form"].config.fields["assessment"].choices] == ["", free.pk]
    asked = {"title_de": "Kurz geprüft", "config-assessment": placed.pk}
    assert list(client.post(f"{LIST}new/quiz/", asked).context["form"].config.errors) == ["assessment"]
    given = {"config": {"assessment": placed.pk}, "words": {"de": Words("Kurz geprüft")}}
    with pytest.raises(NotAllowed):
        activities.create(kind="quiz", actor=trainer, **given)
    made = activities.create(kind="quiz", actor=people.account(Role.AUTHOR), **given)
    words = {"de": Words("Anders")}
    activities.change(activity=made, config=given["config"], words=words, actor=trainer)  # what stood there stays
    made = activities.change(activity=made, config={"assessment": free.pk}, words=words, actor=trainer)
    with pytest.raises(NotAllowed):
        activities.change(activity=made, actor=trainer, **given)


def test_what_a_kind_refuses_stands_at_its_field_and_what_was_typed_stays(client):
    as_(client, Role.TRAINER)
    empty = assessments.assessment()
    page = client.post(f"{LIST}new/quiz/", {"title_de": "Kurz geprüft", "config-assessment": empty.pk})
    form = page.context["form"]
    assert list(form.config.errors) == ["assessment"]
    assert 'value="Kurz geprüft"' in page.content.decode()
    assert Activity.objects.count() == 0


def test_reading_without_words_names_the_field(client):
    as_(client, Role.TRAINER)
    page = client.post(f"{LIST}new/reading/", {"title_de": "Lesen", "body_de": rich("")})
    assert list(page.context["form"].errors) == ["body_de"]
    client.post(f"{LIST}new/reading/", {"title_de": "Lesen", "body_de": rich("Ein Satz.")})
    assert "Ein Satz." in Activity.objects.get().config["text"]["body"]


def test_dialog_makes_and_chooses_at_once(client):
    as_(client, Role.TRAINER)
    fields = {"kind": "quiz", "title_de": "Kurz geprüft", "config-assessment": check().pk}
    refused = client.post(CREATE, fields | {"title_de": ""}).json()
    chosen = client.post(CREATE, fields).json()
    made = Activity.objects.get()
    assert (refused["step"], chosen["step"]) == ("reshow_creation_form", "chosen")
    assert chosen["result"] == {"id": str(made.pk), "title": "Kurz geprüft", "edit_url": f"{LIST}{made.pk}/"}


def test_lesson_opens_with_the_activity_it_holds(client):
    activity = Activity.objects.create(type="quiz", title="Kurz geprüft", config={"assessment": check().pk})
    lesson = pages.lesson(pages.course((0,)).get_children().first().specific, activity)
    as_(client, Role.AUTHOR)
    page = client.get(f"/admin/pages/{lesson.pk}/edit/")
    assert (page.status_code, str(activity.pk) in page.content.decode()) == (200, True)


def test_dialog_makes_nothing_for_others(client):
    as_(client, Role.EDITOR)
    assert client.post(CREATE, {"kind": "quiz"}).status_code == 302


def test_trainer_changes_a_draft_but_not_what_learners_have_before_them(client):
    chosen = check()
    fields = {"title_de": "Neu", "config-assessment": chosen.pk}
    draft, live = (
        Activity.objects.create(type="quiz", title=title, config={"assessment": chosen.pk}) for title in ("A", "B")
    )
    pages.lesson(pages.course((0,)).get_children().first().specific, live)
    as_(client, Role.TRAINER)
    assert client.post(f"{LIST}{draft.pk}/", fields).status_code == 302
    assert client.post(f"{LIST}{live.pk}/", fields).status_code == 302
    assert [*Activity.objects.order_by("-version").values_list("title", "version")] == [("Neu", 2), ("B", 1)]
    as_(client, Role.AUTHOR)
    page = client.get(f"{LIST}{live.pk}/")
    assert [lesson.title for lesson in page.context["lessons"]]
    client.post(f"{LIST}{live.pk}/", fields)
    assert [*Activity.objects.values_list("title", flat=True)] == ["Neu", "Neu"]


def test_list_costs_the_same_for_one_and_for_three(client, django_assert_num_queries):
    as_(client, Role.AUTHOR)
    Activity.objects.create(type="reading", title="A")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    Activity.objects.create(type="quiz", title="B")
    Activity.objects.create(type="gone", title="C")
    with django_assert_num_queries(len(one)):
        page = client.get(LIST)
    assert len(page.context["object_list"]) == 3

"""The demo's practice test, made of the real items, from its start to its result as a learner without scripts sees it."""

import re

import pytest
from django.test import Client

from assessments.models import Sitting
from assessments.queries.content import keys
from cms.models import LessonPage
from courses.models import Lesson
from demo import content, items
from demo import pages as demo_pages
from tests.factories import pages, people
from tests.factories.courses import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.fixtures]

FOLDER = "training/1-geschichte-und-aufbau"


@pytest.fixture
def address(settings, fixtures):
    """The lesson as `make demo` makes it where the real items are given: its addresses."""
    settings.DEMO_BANK = fixtures / "questions" / "leben-in-deutschland.json"
    pages.home()
    demo_pages.make_locales(["de", "en", "ar"])
    course = pages.course(())
    (lesson,) = [raw for raw in map(content.read, content.files(FOLDER)) if raw.get("wants_real_bank")]
    with pages.committing():
        demo_pages.make_lesson(pages.module(course, 0), lesson)
    page = LessonPage.objects.get(slug=lesson["slug"], locale__language_code="de")
    record = Lesson.objects.get(pk=page.translation_key)
    return course, f"/de/learn/{record.course.slug}/{record.slug}/"


def test_real_items_are_missed_where_they_are_not_given():
    assert not items.has_real_bank()


def test_practice_test_is_taken_in_the_lesson(client: Client, address):
    course, url = address
    learner = people.learner("Ada Demir")
    client.force_login(learner.account)
    enrol(learner, course)
    start = client.get(url).content.decode()
    assert len(re.findall(r'<option value="[a-z]+"', start)) == 16
    (act,) = re.findall(r'action="([^"]+/)start/', start)
    client.post(f"{act}start/", {"option": "bw"})
    page = client.get(url).content.decode()
    put = re.findall(r'name="seen" value="([^"]+)"', page)
    assert len(set(put)) == len(put) == 33
    tags = [set(item.version.item.tags.values_list("name", flat=True)) for item in Sitting.objects.get().items.all()]
    assert (sum("bund" in one for one in tags), sum("land-bw" in one for one in tags)) == (30, 3)
    solutions = keys(list(Sitting.objects.get().items.values_list("version_id", flat=True)))
    answers = {f"item-{version}": next(iter(key.correct)) for version, key in list(solutions.items())[:16]}
    result = client.post(f"{act}submit/", answers | {"seen": put}, follow=True).content.decode()
    assert "16 von 33 richtig." in result
    assert (result.count("Erreicht."), result.count("Noch nicht erreicht.")) == (1, 1)

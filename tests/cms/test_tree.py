"""The page tree stays whole and the record right, whatever translations and editors do to it."""

import random

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object, translate_page_subtree

from cms import trees
from cms.models import LessonPage, ModulePage
from core.jobs.worker import drain
from courses.domain import outline
from courses.models import Fact, Lesson, NodeText
from courses.queries.progress import progress_of
from tests.factories import pages, people
from tests.factories.courses import enrol

pytestmark = pytest.mark.django_db


def translated(course):
    """The course and all below it as an English copy, made in one transaction as wagtail-localize makes it."""
    english, _made = Locale.objects.get_or_create(language_code="en")
    with transaction.atomic():
        translate_object(course, [english])
        translate_page_subtree(course.pk, [english], None, None)
    return english


def test_translated_subtree_leaves_counts_that_the_guard_puts_right():
    course = pages.course([2, 1])
    english = translated(course)
    copies = Page.objects.filter(locale=english, depth__gte=4).order_by("path")
    assert copies.count() == 6
    for page in copies:
        pages.publish(page.specific)
    assert trees.problems() == []


def test_translations_bring_titles_and_change_no_outline():
    course = pages.course([2])
    number = pages.record(course).outline_number
    english = translated(course)
    for page in Page.objects.filter(locale=english, depth__gte=4).order_by("path"):
        page = page.specific
        page.title, page.alias_of = f"{page.title} in English", None
        pages.publish(page)
    assert pages.record(course).outline_number == number
    lesson = LessonPage.objects.filter(locale__language_code="de").first()
    assert dict(NodeText.objects.filter(node=lesson.translation_key).values_list("locale", "title")) == {
        "de": "Lektion 1",
        "en": "Lektion 1 in English",
    }


def test_translation_says_that_it_is_older_until_it_says_what_the_german_page_says(client: Client):
    course = pages.course([2])
    english = translated(course)
    for page in Page.objects.filter(locale=english, depth__gte=4).order_by("path"):
        page = page.specific
        page.alias_of = None
        pages.publish(page)
    lesson, other = LessonPage.objects.filter(locale__language_code="de").order_by("path")
    slug = pages.record(course).slug

    def told():
        assert set(NodeText.objects.filter(behind=True).values_list("node", "locale")) <= {
            (lesson.translation_key, "en")
        }
        urls = (
            f"/en/learn/{slug}/{lesson.slug}/",
            f"/en/learn/{slug}/{other.slug}/",
            f"/de/learn/{slug}/{lesson.slug}/",
        )
        return ["This translation is older" in client.get(url).content.decode() for url in urls]

    assert told() == [False, False, False]
    pages.publish(lesson)  # the same words once more make nothing old
    assert told() == [False, False, False]
    lesson.title = "Anders gesagt"
    pages.publish(lesson)
    assert told() == [True, False, False]
    source = TranslationSource.objects.get(object=lesson.translation_key)
    source.update_from_db()  # translators have the new German before them
    pages.publish(lesson)
    assert told() == [True, False, False]
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=english, data="Said differently"
        )
    with pages.committing():
        source.translations.get(target_locale=english).save_target(publish=True)
    assert told() == [False, False, False]


class Authoring:
    """An author who does anything to a course, at random, as the admin does it."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.course = pages.course([2, 2], order=chance.choice(["free", "sequence"]))

    def any(self, model, **where):
        return self.chance.choice(list(model.objects.descendant_of(self.course).filter(**where)) or [None])

    def act(self):
        with pages.committing():
            self.chance.choice([self.add, self.retire, self.publish, self.demand, self.order, self.move])()
        drain()

    def add(self):
        pages.lesson(self.any(ModulePage))

    def retire(self):
        page = self.any(self.chance.choice([LessonPage, LessonPage, ModulePage]), live=True)
        if page:
            page.unpublish()

    def publish(self):
        page = self.any(self.chance.choice([LessonPage, ModulePage]), live=False)
        if page:
            pages.publish(page)

    def demand(self):
        page = self.any(LessonPage, live=True)
        if page:
            page.required = not page.required
            pages.publish(page)

    def order(self):
        one, two = self.any(LessonPage), self.any(LessonPage)
        if one != two:
            one.move(two, pos="left")

    def move(self):
        self.any(LessonPage).move(self.any(ModulePage), pos="last-child")


@pytest.mark.parametrize("seed", range(2))
def test_learners_keep_and_read_what_they_did_while_the_author_does_anything(seed, proof):
    chance = random.Random(seed)
    author = Authoring(chance)
    learners = [people.learner(), people.learner()]
    held = [enrol(person, author.course) for person in learners]
    clients = [Client(), Client()]
    for client, person in zip(clients, learners, strict=True):
        client.force_login(person.account)
    done: list[set] = [set(), set()]
    for _step in range(proof.size(small=6, full=60)):
        author.act()
        who = chance.randrange(2)
        for lesson in Lesson.objects.filter(course=author.course.translation_key).select_related("course"):
            url = f"/de/learn/{lesson.course.slug}/{lesson.slug}/"
            if chance.random() < 0.4:
                clients[who].post(f"{url}done/")
            if Fact.objects.filter(person=learners[who], node=lesson.pk).exists():
                assert clients[who].get(url).status_code == 200  # also when it has left the course
        record = pages.record(author.course)
        for number, enrolment in enumerate(held):
            enrolment.refresh_from_db()
            present = outline.current(record)
            progress = progress_of(enrolment, present, record.created_at)
            now = {key for key, node in progress.nodes.items() if node.is_done}
            assert done[number] & set(progress.nodes) <= now
            done[number] |= now
    assert trees.problems() == []

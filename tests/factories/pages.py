"""Courses as editors make them: live pages, whose records follow."""

import itertools
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.test import TestCase
from wagtail.models import Locale, Page, Site

from cms.models import CoursePage, HomePage, LessonPage, ModulePage, TrackPage
from courses.models import Activity, Course

_numbers = itertools.count(1)


def home() -> HomePage:
    """The German home page of the one site, made once."""
    known = HomePage.objects.filter(locale__language_code="de").first()
    if known:
        return known
    locale, _ = Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    page = root.add_child(
        instance=HomePage(title="Teilhabe", slug="start", claim="Mitreden", lead="Hier.", locale=locale)
    )
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": page, "hostname": "testserver"})
    return page


def track(key: str = "training") -> TrackPage:
    known = TrackPage.objects.filter(track=key).first()
    return known or home().add_child(instance=TrackPage(title=key.title(), slug=key, track=key, word=key, lead=key))


def course(lessons: Sequence[int] = (2,), *, title: str = "", **fields: Any) -> CoursePage:
    """A live course with one module per number in `lessons`, each of so many lessons."""
    number = next(_numbers)
    parent = track(fields.pop("track", "training"))
    page = parent.add_child(
        instance=CoursePage(title=title or f"Kurs {number}", slug=f"kurs-{number}", live=False, **fields)
    )
    publish(page)
    for index, count in enumerate(lessons, 1):
        module(page, count, title=f"Modul {index}")
    return page


def module(parent: CoursePage, lessons: int = 1, **fields: Any) -> ModulePage:
    number = next(_numbers)
    fields.setdefault("title", f"Modul {number}")
    page = parent.add_child(instance=ModulePage(slug=f"modul-{number}", live=False, **fields))
    publish(page)
    for index in range(1, lessons + 1):
        lesson(page, title=f"Lektion {index}")
    return page


def lesson(parent: ModulePage, *activities: Activity, **fields: Any) -> LessonPage:
    number = next(_numbers)
    fields.setdefault("title", f"Lektion {number}")
    body = [{"type": "text", "value": "<p>Ein Satz.</p>"}]
    body += [{"type": "activity", "value": {"activity": str(one.pk), "required": True}} for one in activities]
    page = parent.add_child(instance=LessonPage(slug=f"lektion-{number}", live=False, **fields))
    page.body = page.body.stream_block.to_python(body)
    publish(page)
    return page


def publish(page: Page) -> None:
    """Publishes as an editor does, with what follows after commit, inside a test's transaction too."""
    with committing():
        page.save_revision().publish()


def committing() -> AbstractContextManager[object]:
    """What would follow a commit follows at the end of the block."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def record(page: CoursePage) -> Course:
    return Course.objects.get(pk=page.translation_key)

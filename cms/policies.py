"""Who may load what stands in pages, and who tends the background work."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ReferenceIndex

from activities.video.queries import films_of
from cms.models import LessonPage
from courses.models import Course, Enrolment, Outline
from courses.policies import may_read, may_write_pages
from people.enums import Role
from people.policies import Actor, has_role

TENDERS = (Role.ADMINISTRATOR, Role.COORDINATOR)


def may_tend_jobs(actor: Actor) -> bool:
    """Whether somebody sees the background work and has failed jobs run again."""
    return has_role(actor, *TENDERS)


def may_load(actor: Actor, document: Any) -> bool:
    """Whether somebody may load a document: those who write; whoever reads a page or lesson that it stands in."""
    if may_write_pages(actor):
        return True
    lesson_page = ContentType.objects.get_for_model(LessonPage).pk
    places = list(ReferenceIndex.get_references_to(document).values_list("content_type", "object_id"))
    pages = [int(key) for kind, key in places if kind == lesson_page]
    films = list(films_of(document.pk))
    if len(pages) < len(places):
        return True
    shown = Q(lessons__in=LessonPage.objects.filter(pk__in=pages).values("translation_key"))
    for film in films:
        shown |= Q(pk__in=Outline.objects.holding(film).values("course"))
    courses = Course.objects.filter(shown).distinct()
    return any(may_read(actor, course, _enrolment(actor, course)) for course in courses)


def _enrolment(actor: Actor, course: Course) -> Enrolment | None:
    """Of a course that is over, too: its people go on reading."""
    if actor is None or not actor.is_authenticated:
        return None
    going_on = Q(ended_at=None) | Q(course__retired_at__isnull=False)
    return Enrolment.objects.filter(going_on, person__account=actor.pk, course=course).first()

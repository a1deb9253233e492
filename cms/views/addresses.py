"""Permanent addresses that lead to where a thing is read today."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.models import ModulePage
from courses.models import Course, Lesson


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """`/` leads to the home page in the reader's language: by Accept-Language."""
    response = redirect("wagtail_serve", "")
    response["Vary"] = "Cookie, Accept-Language"
    return response


@require_safe
def by_key(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """`/r/<uuid>` leads to a course, module or lesson wherever it stands now: QR codes, mails and exports use it.

    Links of pages lead to `/<language>/r/<uuid>`, which keeps the language of the page.
    """
    lesson = Lesson.objects.select_related("course").filter(pk=key).first()
    if lesson:
        return redirect("cms:lesson", lesson.course.slug, lesson.slug)
    course = Course.objects.filter(pk=key).first()
    if course:
        return redirect("cms:course", course.slug)
    return _module(key)


def _module(key: uuid.UUID) -> HttpResponse:
    module = ModulePage.objects.filter(translation_key=key).first()
    path = module.path[: -Page.steplen] if module else ""
    course = Course.objects.live().filter(pk__in=Page.objects.filter(path=path).values("translation_key")).first()
    if course is None:
        raise Http404
    return redirect(f"{reverse('cms:course', args=[course.slug])}#m-{key}")

"""A lesson on the editor's desk as a learner sees it who has not joined: nothing is stored."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation

from cms.models import LessonPage
from cms.queries import learn
from cms.views.answers import shown_activities
from core import clock
from core.languages import SOURCE_LANGUAGE


def lesson_preview(page: LessonPage, request: HttpRequest, mode: str) -> HttpResponse:
    """`mode`: the learner's language. German stands, with a notice, where the text is not there in it."""
    language = mode or SOURCE_LANGUAGE
    with translation.override(language):
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        view = learn.lesson_on_desk(page, language, clock.now())
        if view is None:
            return render(request, "cms/admin/no_preview.html", {"page": page})
        context: dict[str, Any] = {
            "view": view,
            "page": view.version.page,
            "overview": view.overview,
            "activities": shown_activities(view, None, QueryDict(), language),
            "available": view.version.languages,
        }
        return render(request, "cms/lesson.html", context)

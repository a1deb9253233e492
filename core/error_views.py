"""Every error in calm words and with a way on, in the reader's language: by the path's prefix, else the browser's."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

from core.languages import direction


def language_of(request: HttpRequest) -> str:
    """The language of an answer to `request`, also where no middleware has chosen one yet."""
    return translation.get_language_from_request(request, check_path=True)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return alone(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return framed(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return framed(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake; or, where the database does not answer, a pause."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return unavailable(request)
    return alone(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: says so, and that nothing was saved."""
    return framed(request, HTTPStatus.FORBIDDEN, template="403_csrf.html")


def too_many(request: HttpRequest, minutes: int) -> HttpResponse:
    """The share of tries at a door is used up. `minutes`: until the next one counts."""
    answer = framed(request, HTTPStatus.TOO_MANY_REQUESTS, minutes=minutes)
    answer["Retry-After"] = str(minutes * 60)
    return answer


def unavailable(request: HttpRequest) -> HttpResponse:
    """The house is being tidied, or the database does not answer."""
    answer = alone(request, HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = "120"
    return answer


def framed(request: HttpRequest, status: HTTPStatus, *, template: str = "", **context: object) -> HttpResponse:
    """An error page inside the site's frame."""
    homes = {code: f"/{code}/" for code, _name in settings.LANGUAGES}
    with translation.override(language_of(request)):
        page = render_to_string(template or f"{status.value}.html", context | {"translations": homes}, request=request)
    return _answer(page, status)


def alone(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """An error page that needs no database, no session and no other file of ours."""
    language = language_of(request)
    words = {"language": language, "dir": direction(language), "home": f"/{language}/", "style": _style()}
    with translation.override(language):
        page = render_to_string(f"{status.value}.html", words)
    return _answer(page, status)


def _style() -> str:
    """The style sheet's address; none where collected files are what is broken."""
    try:
        return static("css/site.css")
    except ValueError:
        return ""


def _answer(page: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})

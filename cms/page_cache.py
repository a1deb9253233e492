"""Public pages for visitors without a session, kept whole by host, path, known query and generation.

Kept is only what says nothing about a person: no cookie set, no form token, no message. A publish bumps the generation,
so it shows in the next request of every process.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cms import generation

SECONDS = 600  # what depends on the clock (the next event) is at most ten minutes old
KNOWN_QUERY = frozenset({"page", "track", "language", "topic"})
LANGUAGES = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)


class PageCacheMiddleware:
    """Stands before sessions: a kept page costs two looks into the cache and no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with generation.one_look():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if not self._may_be_kept(request):
            return self.get_response(request)
        key = self._key(request)
        kept: tuple[bytes, dict[str, str]] | None = cache.get(key)
        if kept:
            return HttpResponse(kept[0], headers=kept[1])
        response = self.get_response(request)
        if self._says_nothing_personal(request, response):
            cache.set(key, (response.content, dict(response.items())), SECONDS)  # type: ignore[attr-defined]
        return response

    @staticmethod
    def _may_be_kept(request: HttpRequest) -> bool:
        return (
            request.method == "GET"
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and request.path_info.startswith(LANGUAGES)
            and KNOWN_QUERY.issuperset(request.GET)
        )

    @staticmethod
    def _says_nothing_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "CSRF_COOKIE" not in request.META
            and "no-store" not in response.get("Cache-Control", "")
            and response.get("Content-Type", "").startswith("text/html")
        )

    @staticmethod
    def _key(request: HttpRequest) -> str:
        query = urlencode([(name, value) for name in sorted(request.GET) for value in request.GET.getlist(name)])
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        parts = (request.get_host(), request.path_info, query, str(packed), generation.current())
        return "page:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()

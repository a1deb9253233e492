"""Which host is asked, and which content security policy its answer carries."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.http.request import split_domain_port
from django.middleware.locale import LocaleMiddleware

PUBLIC: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "manifest-src": [SELF],
    "worker-src": [SELF],
}
ADMIN = PUBLIC | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
    "frame-src": [SELF],
}
PREVIEW = PUBLIC | {"frame-ancestors": [SELF]}  # beside the editor
POLICIES = {"public": PUBLIC, "admin": ADMIN, "preview": PREVIEW}
ADDED = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")  # what django-csp's decorators leave on an answer

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class HostMiddleware:
    """Keeps the content host apart: no page, session or form is ever answered there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.content_host = urlsplit(settings.CONTENT_URL).hostname

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host, _port = split_domain_port(request.get_host())
        if host == self.content_host:
            return HttpResponseNotFound(b"Nothing here.", content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """Leads an address without a language to the reader's own; what is not there at the editors' desk stays not found.

    Files of media are the same in every language.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_lost = response.status_code == HTTPStatus.NOT_FOUND and request.path_info.startswith("/admin/")
        if is_lost or request.path_info.startswith(settings.MEDIA_URL):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


class PolicyMiddleware(CSPMiddleware):
    """One of three named policies, by host and path. A view may add named sources with `csp_update`."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Most answers carry a named policy as it is: it is put into words once per process."""
        if any(hasattr(response, mark) for mark in ADDED):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        response.headers.setdefault(HEADER, _written(self.policy_name(request)))
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            parts.config = POLICIES[self.policy_name(request)]
        return parts

    @staticmethod
    def policy_name(request: HttpRequest) -> str:
        if getattr(request, "is_preview", False):
            return "preview"
        return "admin" if request.path.startswith("/admin/") else "public"


@cache
def _written(name: str) -> str:
    return build_policy(config=POLICIES[name])


def private(response: HttpResponse) -> HttpResponse:
    """Marks an answer made for one person: no cache keeps it."""
    response["Cache-Control"] = "private, no-store"
    return response


def secret(response: HttpResponse) -> HttpResponse:
    """Marks an answer whose address is its key: no search engine, no next site and no cache learns it.

    Not `no-referrer`: under it a browser sends the page's own forms with the origin "null", which the CSRF check refuses.
    """
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return private(response)

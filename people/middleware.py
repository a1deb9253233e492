"""The door of the admin: for those who work here, and with a second factor."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase

from core import error_views
from people import policies
from people.views.guards import ask_for_second_factor, lacks_second_factor

ADMIN = "/admin/"
NUL = "\0"  # PostgreSQL knows no such letter, and Wagtail asks it for whatever stands in an address


class AdminDoorMiddleware:
    """Under /admin/: who holds no role there gets 404, who lacks a second factor is sent to set one up.

    Who is not signed in passes: Wagtail sends them to its sign-in, which is ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(ADMIN) and request.user.is_authenticated:
            if not policies.may_enter_admin(request.user) or NUL in request.path_info:
                raise Http404
            if lacks_second_factor(request.user):
                return ask_for_second_factor(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Wagtail's choosers ask the database for whatever stands in the address: what is no key is not found."""
        match = request.resolver_match
        is_no_key = isinstance(exception, (ValueError, ValidationError)) and match and match.url_name == "chosen"
        return error_views.not_found(request) if is_no_key else None

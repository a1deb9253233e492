"""Who gets in: visitors are led to the sign-in, everybody else without the role finds nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from consultations import policies
from core.middleware import private
from people.models import Account

View = Callable[..., HttpResponse]


def for_coordinators(view: View) -> View:
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.may_coordinate(request.user):
            raise Http404
        return private(view(request, *args, **kwargs))

    return wrapped


def for_staff(view: View) -> View:
    """For coordinators and advisers; what of it they see is the view's to decide."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (policies.may_coordinate(request.user) or policies.adviser_of(request.user)):
            raise Http404
        return private(view(request, *args, **kwargs))

    return wrapped


def account_of(request: HttpRequest) -> Account:
    """The account behind a gate that only accounts pass."""
    if not isinstance(request.user, Account):
        raise Http404
    return request.user

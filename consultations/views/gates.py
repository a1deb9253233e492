"""Who gets in: visitors are led to the sign-in, everybody else without the role finds nothing here."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from consultations import policies
from people.models import Account
from people.views.guards import View, ask_for_second_factor, for_staff, lacks_second_factor

for_coordinators = for_staff(policies.may_coordinate)


def for_advisers(view: View) -> View:
    """For coordinators and advisers, with a second factor; what of it they see is the view's to decide."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if lacks_second_factor(request.user):
            return ask_for_second_factor(request)
        return view(request, *args, **kwargs)

    return for_staff(policies.may_enter)(wrapped)


def account_of(request: HttpRequest) -> Account:
    """The account behind a gate that only accounts pass."""
    if not isinstance(request.user, Account):
        raise Http404
    return request.user

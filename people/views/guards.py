"""Doors of views: who may see that a page exists, and who must show a second factor first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.middleware import private
from people import policies
from people.models import Account, Person

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """What `for_staff` hands on: the request of somebody who has an account."""

    user: Account


def lacks_second_factor(user: Any) -> bool:
    """Whether the installation demands a second factor that this account has not set up.

    Who has set it up has shown it at sign-in.
    """
    return settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(user)


def owes_second_factor(user: Any) -> bool:
    """Whether the role asks for a second factor before other people's data, and it is not set up."""
    return policies.needs_second_factor_for_people(user) and lacks_second_factor(user)


def owes_second_factor_for(user: Any, person: Person) -> bool:
    """As `owes_second_factor`, on pages that are also the person's own."""
    return not policies.is_self(user, person) and owes_second_factor(user)


def ask_for_second_factor(request: HttpRequest) -> HttpResponseRedirect:
    words = _(
        "Other people's data and pages are kept behind this door. So it asks for two things: what you know, and what you hold. "
        "Please set up an app or a key below; it takes two minutes. Then come back to this page."
    )
    messages.info(request, words)
    return HttpResponseRedirect(reverse("mfa_index"))


def for_staff(allowed: Callable[[policies.Actor], bool]) -> Callable[[View], View]:
    """A page with people's data: signed in, 404 for whom the policy does not know, a second factor where the role asks for it."""

    def decorator(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, Account) or not allowed(request.user):
                raise Http404
            if owes_second_factor(request.user):
                return ask_for_second_factor(request)
            return private(view(request, *args, **kwargs))

        return guarded

    return decorator

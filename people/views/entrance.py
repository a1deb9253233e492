"""Signing up, and the page that says how to come back."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from core import clock, limits
from core.errors import DomainError, TooManyTries
from core.middleware import private
from core.views import wished_next
from people.domain import person as people
from people.domain.person import SignedUp
from people.forms.people import SignUpForm, typed
from people.forms.shared import refuse
from people.models import Account

COME_BACK = "come_back"
KEPT = timedelta(hours=1)


@never_cache
@sensitive_post_parameters("password")
@sensitive_variables("form")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """One screen: a name, one way of contact or none, a tick. Signed in at once."""
    leads_to = wished_next(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
    if request.user.is_authenticated:
        return redirect(leads_to)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_place(request)
            return let_in(request, people.sign_up(**typed(form), at=clock.now()), form, leads_to)
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "next": wished_next(request)}
    return private(render(request, "account/signup.html", context, status=form_status(form)))


def take_place(request: HttpRequest) -> None:
    """A class signs up from one address within an hour; a machine that wants more waits. Raises `TooManyTries`."""
    limits.take("sign-up", limits.address(request), limit=60, minutes=60)


def form_status(form: Any) -> int:
    return 422 if form.errors else 200


@sensitive_variables("signed_up")
def let_in(request: HttpRequest, signed_up: SignedUp, form: SignUpForm, leads_to: str) -> HttpResponse:
    """Signs in who has just signed up (the session gets a new key), mails, and leads on: first to how they come back."""
    perform_login(
        request, signed_up.account, email_verification=EmailVerificationMethod.NONE, redirect_url=leads_to, signup=True
    )
    request.session.set_expiry(None if form.cleaned_data["own_device"] else 0)
    if signed_up.email:
        if not signed_up.again:
            _write_to(request, signed_up)
        return redirect(leads_to)
    request.session[COME_BACK] = {
        "made": bool(signed_up.password),
        "next": leads_to,
        "until": (clock.now() + KEPT).timestamp(),
    }
    return redirect("people:come_back")


def _write_to(request: HttpRequest, signed_up: SignedUp) -> None:
    """A mail that asks to confirm the address, or one to its owner who has an account already: the page says the same."""
    try:
        limits.take("sign-up-mail", signed_up.email, limit=5, minutes=60)
    except TooManyTries:
        return
    with override(signed_up.person.language):
        if EmailAddress.objects.is_verified(signed_up.email):
            get_adapter().send_account_already_exists_mail(signed_up.email)
        else:
            EmailAddress.objects.get_for_user(signed_up.account, signed_up.email).send_confirmation(
                request, signup=True
            )


@never_cache
@sensitive_variables("context")
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """User name and password, to be written down or printed; gone once one goes on, or after an hour.

    The session holds no password: one that was made is made again from the key of the form.
    """
    kept = request.session.get(COME_BACK)
    if not isinstance(request.user, Account) or not kept or kept["until"] < clock.now().timestamp():
        request.session.pop(COME_BACK, None)
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST":
        del request.session[COME_BACK]
        return redirect(kept["next"])
    context = {
        "username": request.user.username,
        "password": people.made_password(request.user) if kept["made"] else "",
        "sign_in": settings.SITE_URL + reverse("account_login"),
    }
    return private(render(request, "people/come_back.html", context))

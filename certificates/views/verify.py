"""Anyone may ask whether a certificate is genuine, and learns the least."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.forms import CodeForm, NumberForm
from certificates.queries.shown import Verified, by_code, by_number
from core import clock, limits
from core.errors import TooManyTries
from core.ids import EASTERN_DIGITS

Look = Callable[[], Verified | None]

TRIES, MINUTES = 20, 15


@require_safe
def short(request: HttpRequest, code: str = "") -> HttpResponse:
    """The address on paper leads to the page in the reader's language."""
    return _guarded(redirect("certificates:verify_code", code) if code else redirect("certificates:verify"))


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Two doors: the code; or number and family name together."""
    by_typing = CodeForm(request.GET if "code" in request.GET else None)
    by_name = NumberForm(request.GET if "number" in request.GET else None)
    if by_typing.is_valid():
        return _guarded(redirect(reverse("certificates:verify_code", args=[_address(by_typing)])))
    context = {"code_form": by_typing, "number_form": by_name}
    if not by_name.is_valid():
        return _guarded(render(request, "certificates/verify.html", context))
    return _answer(request, lambda: by_number(**by_name.cleaned_data), context)


def _address(form: CodeForm) -> str:
    """What of the typed code an address can hold, hyphens as printed."""
    typed = form.cleaned_data["code"].translate(EASTERN_DIGITS)
    return "".join(sign for sign in typed if sign.isascii() and (sign.isalnum() or sign == "-")) or "-"


@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for."""
    return _answer(request, lambda: by_code(code), {"code_form": CodeForm(), "number_form": NumberForm()})


def _answer(request: HttpRequest, look: Look, context: Mapping[str, object]) -> HttpResponse:
    """Looks once, counted: a door that guesses is limited, with the same answer for whatever is wrong."""
    try:
        limits.take("verify", limits.address(request), limit=TRIES, minutes=MINUTES)
    except TooManyTries as error:
        return _guarded(render(request, "certificates/verify.html", {**context, "refusal": str(error)}, status=429))
    found = look()
    if found is None:
        unknown = _("We do not know a certificate with these details. Please look at the letters once more.")
        return _guarded(render(request, "certificates/verify.html", {**context, "refusal": unknown}, status=404))
    return _guarded(render(request, "certificates/verified.html", {"found": found, "at": clock.now()}))


def _guarded(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine, told to no other site."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response

"""Who wrote sees the message behind a secret link, and withdraws it there. The form itself stands on the contact page of `cms`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from contact.domain import message as messages
from contact.errors import MessageGone
from contact.queries.messages import message_of
from core.middleware import secret


@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation, and later what was answered."""
    found = message_of(token)
    if found is None:
        return _gone(request, status=404)
    return secret(render(request, "contact/own.html", {"message": found}))


@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Deletes the message; mail programmes open links, so only a button does it."""
    try:
        messages.withdraw(token=token)
    except MessageGone:
        return _gone(request, status=404)
    return redirect("contact:withdrawn")


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return _gone(request, status=200)


def _gone(request: HttpRequest, *, status: int) -> HttpResponse:
    return secret(render(request, "contact/gone.html", {"was_deleted": status == 200}, status=status))

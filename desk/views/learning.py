"""Start pages that compose several apps."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consultations.queries.public import requests_of
from core import clock
from core.middleware import private
from desk.queries.learning import my_learning as my_learning_of
from desk.queries.places import work_of
from organisations.queries import organisations_of
from people.models import Account
from people.policies import person_of


@login_required
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """“My learning”: what one does, how far one is, and the one thing to do next; for staff where they work."""
    assert isinstance(request.user, Account)  # noqa: S101 - `login_required` has seen to it
    person = person_of(request.user)
    learning = my_learning_of(person, get_language() or "de", clock.now()) if person else None
    work = work_of(request.user)
    acting = organisations_of(person) if person and not work and (learning is None or learning.is_empty) else []
    context = {
        "learning": learning,
        "person": person,
        "work": work,
        "organisations": acting,
        "requests": requests_of(person) if person and acting else [],
    }
    return private(render(request, "desk/my_learning.html", context))

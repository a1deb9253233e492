"""Start pages that compose several apps."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import clock
from core.middleware import private
from desk.queries.learning import my_learning as my_learning_of
from desk.queries.places import places_of
from people.policies import person_of


@login_required
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """“My learning”: what one does, how far one is, and the one thing to do next; for staff where they work."""
    person = person_of(request.user)
    learning = my_learning_of(person, get_language() or "de", clock.now()) if person else None
    context = {"learning": learning, "person": person, "places": places_of(request.user)}
    return private(render(request, "desk/my_learning.html", context))

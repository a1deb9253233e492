"""Coordinators and advisers: requests that wait, one request, who advises."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultations import policies
from consultations.domain import adviser as advising
from consultations.domain import booking
from consultations.domain import request as requests
from consultations.errors import AdviserUnknown
from consultations.forms import AssignForm, BookForm, CancelForm, GrantForm, HeldForm
from consultations.models import Adviser, Request
from consultations.queries import staff as queries
from consultations.queries.public import page_of
from consultations.queries.topics import offered_topics, row
from consultations.views.gates import account_of, for_advisers, for_coordinators
from core import clock
from core.errors import DomainError
from core.views import speaks
from people.forms.shared import refuse
from people.models import Person

PER_PAGE = 25
Act = Callable[[Request, Mapping[str, Any], Any, datetime], object]

ACTS: dict[str, Act] = {
    "assign": lambda row, typed, actor, at: requests.assign(request=row, adviser=typed["adviser"], actor=actor),
    "book": lambda row, typed, actor, at: booking.book(request=row, slot=typed["slot"], actor=actor, at=at),
    "cancel": lambda row, typed, actor, at: booking.cancel(request=row, reason=typed["reason"], actor=actor, at=at),
    "held": lambda row, typed, actor, at: booking.mark_held(request=row, actor=actor, at=at),
}


@require_safe
@for_advisers
def overview(request: HttpRequest) -> HttpResponse:
    """All requests for a coordinator; an adviser is led to the own times."""
    if not policies.may_coordinate(request.user):
        return redirect("consultations:slots")
    closed = request.GET.get("show") == "closed"
    rows = queries.requests(status=queries.CLOSED if closed else queries.OPEN)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    at, language = clock.now(), translation.get_language()
    pages = [page_of(found, language, at) for found in page]
    return render(request, "consultations/staff/overview.html", {"page": page, "rows": pages, "closed": closed})


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisers
def staff_request(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One request with its contact; what is done with it is one form each."""
    found = queries.request_detail(key)
    if found is None or not policies.may_handle(request.user, found):
        raise Http404
    at = clock.now()
    act = request.POST.get("act", "")
    choices = _forms(request, found, at)
    form = choices.get(act)
    if form is not None and form.is_valid() and _done(request, act, form, found, at):
        return redirect("consultations:staff_request", key)
    page = page_of(found, translation.get_language(), at)
    context = {"page": page, "forms": choices, "may_coordinate": policies.may_coordinate(request.user)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "consultations/staff/request.html", context, status=status)


def _forms(request: HttpRequest, found: Request, at: datetime) -> dict[str, forms.Form]:
    act = request.POST.get("act")
    coordinates = policies.may_coordinate(request.user)
    slots = queries.free_slots(at=at, adviser=None if coordinates else found.adviser)
    choices: dict[str, forms.Form] = {
        "book": BookForm(request.POST if act == "book" else None, slots=slots, auto_id="book_%s"),
        "cancel": CancelForm(request.POST if act == "cancel" else None, auto_id="cancel_%s"),
        "held": HeldForm(request.POST if act == "held" else None, auto_id="held_%s"),
    }
    if coordinates:
        data = request.POST if act == "assign" else None
        choices["assign"] = AssignForm(data, advisers=queries.advisers(), auto_id="assign_%s")
    return choices


def _done(request: HttpRequest, act: str, form: forms.Form, found: Request, at: datetime) -> bool:
    """Whether the act was carried out; a refusal is written at its form."""
    try:
        ACTS[act](found, form.cleaned_data, request.user, at)
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    if found.email:
        messages.success(request, _("Saved. The organisation is told by e-mail where it has to know."))
    else:
        words = _("Saved. There is no e-mail address: please call the organisation at %(phone)s.")
        messages.success(request, words % {"phone": found.phone})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def advisers(request: HttpRequest) -> HttpResponse:
    """Who advises on what, and a form to add somebody."""
    language = translation.get_language()
    form = GrantForm(request.POST or None, topics=offered_topics(language))
    if request.method == "POST" and form.is_valid() and _granted(request, form):
        return redirect("consultations:advisers")
    rows = [
        {"adviser": found, "topics": [row(topic, language) for topic in found.topics.all()]}
        for found in queries.advisers()
    ]
    status = 422 if form.errors else 200
    return render(request, "consultations/staff/advisers.html", {"rows": rows, "form": form}, status=status)


def _granted(request: HttpRequest, form: GrantForm) -> bool:
    try:
        person = (
            Person.objects.select_related("account")
            .filter(account__username__iexact=form.cleaned_data["username"])
            .first()
        )
        if person is None:
            raise AdviserUnknown
        actor = account_of(request)
        advising.grant(person=person, topics=form.cleaned_data["topics"], actor=actor)
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    return True


@require_POST
@for_coordinators
@speaks
def end_adviser(request: HttpRequest, key: int) -> HttpResponse:
    adviser = get_object_or_404(Adviser.objects.live(), pk=key)
    advising.end(adviser=adviser, actor=account_of(request), at=clock.now())
    messages.success(request, _("Ended. Times that nobody had booked are no longer offered."))
    return redirect("consultations:advisers")

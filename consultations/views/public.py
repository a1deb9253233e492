"""An organisation books: one screen, no account; later its own page behind a link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations import invitations
from consultations.domain import booking
from consultations.domain import request as requests
from consultations.forms import AskForm
from consultations.models import Request
from consultations.queries.public import (
    FreeSlot,
    Prefill,
    RequestPage,
    free_times,
    prefill,
    request_of_submission,
    request_page,
)
from consultations.queries.topics import TopicRow, offered_topics
from core import clock, limits
from core.calendars import ics
from core.errors import DomainError, TooManyTries
from core.middleware import private, secret
from core.phrases import listed
from core.views import speaks
from people.forms.shared import refuse

ASKS_PER_HOUR = 20
ASKS_PER_RECIPIENT = 5  # each sends a mail or two to whatever address was typed
SOON = 4  # shown at once; the others are folded


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    language = translation.get_language()
    known = prefill(request.user)
    topics = offered_topics(language)
    form = AskForm(request.POST or None, topics=topics, initial=_initial(request, known, topics))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("consultations:request", _keep(request, form, known, language).token)
        except DomainError as refusal:
            status = 429 if isinstance(refusal, TooManyTries) else 409
            refuse(form, refusal)
    times = free_times(at=clock.now(), offered=topics)
    context = {"form": form, "soon": times[:SOON], "later": times[SOON:], "known": known} | _chosen(form, times)
    return private(render(request, "consultations/ask.html", context, status=status))


def _chosen(form: AskForm, times: list[FreeSlot]) -> dict[str, Any]:
    """`none_fits`: dates of one's own; from the start where nothing is offered, else once somebody has chosen it."""
    chosen = str(form["slot"].value() or "")
    later = chosen in {str(time.id) for time in times[SOON:]}
    return {"chosen": chosen, "chosen_later": later, "none_fits": not chosen and ("slot" in form.data or not times)}


def _initial(request: HttpRequest, known: Prefill, topics: list[TopicRow]) -> dict[str, Any]:
    wished = set(request.GET.getlist("topic"))
    return {
        "slot": request.GET.get("slot", ""),
        "topics": [topic.id for topic in topics if topic.key in wished],
        "organisation_name": known.organisations[0].name if known.organisations else "",
        "contact_name": known.contact_name,
        "email": known.email,
        "phone": known.phone,
    }


def _keep(request: HttpRequest, form: AskForm, known: Prefill, language: str) -> Request:
    typed = form.cleaned_data
    if earlier := request_of_submission(typed["submission"]):
        messages.info(request, _("We have this request already. To change it, cancel it here and ask again."))
        return earlier
    limits.take("consultation", limits.address(request), limit=ASKS_PER_HOUR, minutes=60)
    if typed["email"]:
        limits.take("consultation-mail", typed["email"].lower(), limit=ASKS_PER_RECIPIENT, minutes=60)
    organisation = next((own for own in known.organisations if own.name == typed["organisation_name"]), None)
    return requests.ask(
        wish=form.wish(language),
        slot=typed["slot"],
        submission=typed["submission"],
        organisation=organisation,
        actor=request.user,
        at=clock.now(),
    )


@require_safe
def own_request(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation, and later the place to see how things stand."""
    return secret(render(request, "consultations/request.html", {"page": _page_or_404(token)}))


@require_http_methods(["GET", "HEAD", "POST"])
@speaks
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks whether it is meant, since mail programmes open links; POST cancels."""
    page = _page_or_404(token)
    if request.method == "POST":
        booking.cancel_by_link(token=token, at=clock.now())
        return redirect("consultations:request", token)
    return secret(render(request, "consultations/cancel.html", {"page": page}))


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The booked time as a file for a calendar."""
    page = _page_or_404(token)
    if page.slot is None:
        raise Http404
    topics = listed(topic.name for topic in page.topics)
    entry = invitations.for_asker(page.request, page.slot, topics=topics, at=clock.now())
    response = HttpResponse(ics(entry), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="consultation.ics"'
    return secret(response)


def _page_or_404(token: str) -> RequestPage:
    page = request_page(token=token, language=translation.get_language(), at=clock.now())
    if page is None:
        raise Http404
    return page

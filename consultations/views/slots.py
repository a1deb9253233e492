"""An adviser's times: offer, withdraw, see who comes."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from consultations import policies
from consultations.domain import slot as slots_domain
from consultations.forms import OfferForm
from consultations.models import Adviser, Slot
from consultations.queries import staff as queries
from consultations.views.gates import account_of, for_advisers
from core import clock
from core.errors import DomainError
from core.views import safe_next, speaks
from people.forms.shared import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisers
def slots(request: HttpRequest, adviser: int | None = None) -> HttpResponse:
    """Own times, or for a coordinator those of an adviser."""
    whose = _whose(request, adviser)
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (count := _offered(request, form, whose)):
        done = ngettext("One time is offered now.", "%(count)s times are offered now.", count)
        messages.success(request, done % {"count": count})
        return redirect(request.path)
    context = {
        "adviser": whose,
        "is_own": adviser is None,
        "slots": queries.slots_of(whose, at=clock.now()),
        "waiting": queries.waiting_for(whose),
        "form": form,
    }
    return render(request, "consultations/staff/slots.html", context, status=422 if form.errors else 200)


def _whose(request: HttpRequest, adviser: int | None) -> Adviser:
    found = policies.adviser_of(request.user) if adviser is None else Adviser.objects.live().filter(pk=adviser).first()
    if found is None or not policies.may_offer(request.user, found):
        raise Http404
    return found


def _offered(request: HttpRequest, form: OfferForm, adviser: Adviser) -> int:
    """How many times were offered; none where the domain refused, which is written at the form."""
    until = form.cleaned_data["until"]
    actor = account_of(request)
    try:
        if until is None:
            slots_domain.offer(adviser=adviser, what=form.offer(), actor=actor, at=clock.now())
            return 1
        return len(
            slots_domain.offer_series(adviser=adviser, what=form.offer(), until=until, actor=actor, at=clock.now())
        )
    except DomainError as refusal:
        refuse(form, refusal)
        return 0


@require_POST
@for_advisers
@speaks
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Slot.objects.select_related("adviser__person"), pk=key)
    if not policies.may_offer(request.user, found.adviser):
        raise Http404
    slots_domain.withdraw(slot=found, actor=account_of(request), at=clock.now())
    messages.success(request, _("This time is no longer offered."))
    return redirect(safe_next(request, "/"))

"""The inbox: plain text, answer, close. Every look at a message is on record."""

import uuid

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contact import policies
from contact.domain import message as messages
from contact.forms import AnswerForm, WordsForm
from contact.models import Message
from contact.queries import messages as queries
from core import audit, clock
from core.errors import DomainError
from core.views import speaks_at
from people.domain import consent
from people.forms.shared import refuse
from people.policies import may_word_consent
from people.queries.consent import words_in_force
from people.views.guards import StaffRequest, for_staff

PER_PAGE = 25


@require_safe
@for_staff(policies.may_read)
def inbox(request: StaffRequest) -> HttpResponse:
    """What waits, the longest waiting first; what is done; what may be no person's."""
    wished = request.GET.get("show", "")
    shown = wished if wished in queries.SHOWN else queries.OPEN
    page = Paginator(queries.inbox(shown), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "contact/staff/inbox.html", {"page": page, "shown": shown, "may_word": may_word_consent(request.user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(policies.may_read)
def message(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """One message with its answers, and a form to answer."""
    found = _found(key)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, form, found):
        return redirect("contact:message", key)
    if request.method == "GET":
        audit.log("message.read", found, actor=request.user)
    status = 422 if form.errors else 200
    return render(request, "contact/staff/message.html", {"message": found, "form": form}, status=status)


def _answered(request: StaffRequest, form: AnswerForm, found: Message) -> bool:
    typed, actor = form.cleaned_data, request.user
    try:
        messages.answer(message=found, text=typed["text"], submission=typed["submission"], actor=actor, at=clock.now())
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    notes.success(request, _("The answer is on its way.") if found.email else _("Noted."))
    return True


@require_POST
@for_staff(policies.may_read)
@speaks_at("contact:inbox")
def close(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    messages.close(message=_found(key), actor=request.user, at=clock.now())
    notes.success(request, _("Closed. It is deleted half a year from now."))
    return redirect("contact:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(may_word_consent)
def words(request: StaffRequest) -> HttpResponse:
    """The words that who writes agrees to. Saving makes a new version; who agreed before keeps theirs."""
    form = WordsForm(request.POST or None, known=words_in_force(messages.CONSENT))
    if request.method == "POST" and form.is_valid():
        replaces = form.cleaned_data["replaces"]
        try:
            version = consent.word(purpose=messages.CONSENT, texts=form.texts, replaces=replaces, actor=request.user)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            notes.success(request, _("Version %(version)s holds from now on.") % {"version": version})
            return redirect("contact:words")
    status = 422 if form.errors else 200
    return render(request, "contact/staff/words.html", {"form": form}, status=status)


def _found(key: uuid.UUID) -> Message:
    found = queries.message_detail(key)
    if found is None:
        raise Http404
    return found

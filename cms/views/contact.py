"""The contact page: address, and a form that anybody can send. A page with a posting form is not cached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cms.models import ContactPage
from cms.queries.localised import reader
from contact.domain import message as messages
from contact.forms import ContactForm
from contact.models import Message
from core import clock, limits
from core.errors import DomainError, TooManyTries
from core.middleware import private
from people.forms.shared import refuse
from people.queries.consent import words_now

USUAL_PER_HOUR = 20  # a class may write from one address; more is kept, but looks like a machine
MOST_PER_HOUR = 100
MAILS_PER_HOUR = 5  # to one address: nobody floods somebody else's letter box by our form


def contact_page(request: HttpRequest, page: ContactPage) -> HttpResponse:
    words = words_now(messages.CONSENT, reader())
    form = ContactForm(request.POST or None, consent=words) if words else None
    status = 200
    if form and request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect("contact:own", _receive(request, form).token)
            except DomainError as refusal:
                refuse(form, refusal)
                status = 429 if isinstance(refusal, TooManyTries) else 409
    context = page.get_context(request) | {"form": form}
    return private(render(request, page.template, context, status=status))


def _receive(request: HttpRequest, form: ContactForm) -> Message:
    typed, letter = form.cleaned_data, form.letter(reader())
    return messages.receive(
        letter=letter,
        submission=typed["submission"],
        words=form.current,
        doubtful=_looks_like_a_machine(request, form, letter.email or letter.phone),
        at=clock.now(),
    )


def _looks_like_a_machine(request: HttpRequest, form: ContactForm, reach: str) -> bool:
    """Raises `TooManyTries` only where no house full of people writes so much."""
    address = limits.address(request)
    limits.take("contact", address, limit=MOST_PER_HOUR, minutes=60)
    many = limits.is_full("contact-usual", address, limit=USUAL_PER_HOUR, minutes=60)
    again = limits.is_full("contact-mail", reach, limit=MAILS_PER_HOUR, minutes=60)
    return bool(form.cleaned_data["website"]) or many or again

"""The demo's mails, as text: what they say in HTML they say in text, too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import written_mails
from desk.policies import may_read_mails
from people.views.guards import for_staff


@require_safe
@for_staff(may_read_mails)
def mails(request: HttpRequest) -> HttpResponse:
    """The newest, last one first."""
    return render(request, "desk/mails.html", {"mails": written_mails.newest()})


@require_safe
@for_staff(may_read_mails)
def mail(request: HttpRequest, file: str, number: int) -> HttpResponse:
    """One mail."""
    found = written_mails.find(file, number)
    if found is None:
        raise Http404
    return render(request, "desk/mail.html", {"mail": found})

"""One's own account: what there is to change, and the name."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.middleware import private
from core.views import wished_next
from people.domain import person as people
from people.forms.people import NameForm
from people.forms.shared import refuse
from people.models import Account
from people.policies import person_of


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What one may change about oneself, and the way out."""
    return private(render(request, "people/account.html", {"person": person_of(request.user)}))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """One's own name, in each script wanted."""
    person = person_of(request.user)
    identity = getattr(person, "identity", None)
    known = {"name": identity.name, "latin_name": identity.latin_name} if identity else {}
    form = NameForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(wished_next(request) or resolve_url("people:account"))
    context = {"form": form, "next": wished_next(request), "learning": settings.LOGIN_REDIRECT_URL}
    return private(render(request, "people/name.html", context, status=422 if form.errors else 200))


def _save(request: HttpRequest, form: NameForm) -> None:
    person = person_of(request.user)
    if not isinstance(request.user, Account):
        return
    if person is None:
        people.introduce(account=request.user, **form.cleaned_data)
    else:
        people.rename(person=person, actor=request.user, **form.cleaned_data)

"""Staff pages: make invitations, see how they are used, print them, end them."""

import uuid

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import DomainError
from core.views import speaks
from courses import policies
from courses.domain import invitation as invitations
from courses.forms import InvitationForm
from courses.models import Invitation
from courses.queries.invitations import invitation_list, invitation_row
from people.forms.shared import refuse
from people.views.guards import StaffRequest, for_staff


@for_staff(policies.may_see_invitations)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """All invitations, and the form for a new one."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("courses:sheet", _create(request, form).pk)
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "rows": invitation_list(request.user, get_language() or "de", clock.now())}
    return render(request, "courses/invitations.html", context, status=422 if form.errors else 200)


def _create(request: StaffRequest, form: InvitationForm) -> Invitation:
    data = form.cleaned_data
    return invitations.create(
        course=data["course"],
        max_uses=data["max_uses"],
        expires_at=data["last_day"],
        label=data["label"],
        actor=request.user,
        at=clock.now(),
    )


@for_staff(policies.may_see_invitations)
@require_safe
def sheet(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """One invitation as a sheet to print: QR, link, code."""
    found = get_object_or_404(Invitation.objects.select_related("course"), pk=invitation)
    link = settings.SITE_URL + reverse("courses:invitation", args=[found.code])
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True, dark="#000", light="#fff")
    context = {
        "row": invitation_row(found, get_language() or "de", clock.now()),
        "link": link,
        "typed_at": settings.SITE_URL + reverse("courses:type_code"),
        "may_revoke": policies.may_revoke(request.user, found),
        "qr": mark_safe(drawn),  # noqa: S308 - drawn by segno from our own link
    }
    return render(request, "courses/sheet.html", context)


@for_staff(policies.may_see_invitations)
@require_POST
@speaks
def revoke(request: StaffRequest, invitation: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=invitation)
    invitations.revoke(invitation=found, actor=request.user, at=clock.now())
    messages.success(request, _("The invitation was withdrawn. Who came by it stays in the course."))
    return redirect("courses:invitations")

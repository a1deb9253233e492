"""The coordinator's page of a course's certificates: confirm on behalf, print for the closing event, revoke."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates import policies, rendering
from certificates.domain import credential as credentials
from certificates.enums import Reason, Status
from certificates.models import Credential
from certificates.papers import paper_of
from certificates.queries.ground import shaken
from certificates.queries.shown import of_course as lines_of
from core import clock
from core.middleware import private
from core.views import speaks_at
from courses.models import Course
from people.models import Account


def _staff(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account) or not policies.may_run(request.user):
        raise Http404
    return request.user


@login_required
@require_safe
def of_course(request: HttpRequest, course: str) -> HttpResponse:
    """Who has achieved what, and how far its certificate is."""
    _staff(request)
    found = get_object_or_404(Course, slug=course)
    context = {
        "course": found,
        "lines": lines_of(found, get_language() or "de"),
        "shaken": shaken(found),
        "reasons": Reason.choices,
    }
    return private(render(request, "certificates/of_course.html", context))


@login_required
@require_safe
def print_all(request: HttpRequest, course: str) -> HttpResponse:
    """All valid certificates of a course in one file, for handing over."""
    _staff(request)
    found = get_object_or_404(Course, slug=course)
    rows = Credential.objects.filter(achievement__course=found, status=Status.VALID).select_related("template")
    papers = [paper_of(row) for row in rows.order_by("latin_name")]
    if not papers:
        messages.info(request, _("There is no certificate to print yet."))
        return redirect("certificates:of_course", course)
    data = rendering.pdf(papers, title=str(_("Certificates")), author="", at=clock.now())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.pdf"'
    return private(response)


@login_required
@require_POST
@speaks_at("certificates:of_course", "course")
def revoke(request: HttpRequest, course: str, credential: uuid.UUID) -> HttpResponse:
    """Withdraws a certificate with a reason."""
    actor = _staff(request)
    found = get_object_or_404(
        Credential.objects.select_related("achievement__person"), pk=credential, achievement__course__slug=course
    )
    credentials.revoke(credential=found, reason=request.POST.get("reason", ""), actor=actor, at=clock.now())
    messages.success(request, _("The certificate was withdrawn. Verification says so from now on."))
    return redirect("certificates:of_course", course)

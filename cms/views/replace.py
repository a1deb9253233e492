"""The author's confirmed word that one lesson replaced another."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cms.forms.replacement import ReplacementForm
from cms.queries.change import replacements_of
from core import clock
from core.views import speaks
from courses import policies
from courses.domain import replacement
from courses.models import Course, NodeText
from people.models import Account


@speaks
def replace_lesson(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """Choose, read whom it touches, confirm."""
    record = get_object_or_404(Course, pk=course)
    if not isinstance(request.user, Account) or not policies.may_write(request.user, record):
        raise Http404
    titles = dict(NodeText.objects.filter(course=record, locale="de").values_list("node", "title"))
    form = ReplacementForm(record, titles, request.POST or None)
    people = None
    if request.method == "POST" and form.is_valid():
        people = len(replacement.who_did(form.cleaned_data["old"]))
        if "confirm" in request.POST:
            replacement.confirm(**form.cleaned_data, actor=request.user, at=clock.now())
            messages.success(request, _("Noted. The progress of those who did the old lesson follows in a moment."))
            return redirect(request.path)
    context = {
        "form": form,
        "people": people,
        "course": record,
        "title": titles.get(record.pk, record.slug),
        "replacements": replacements_of(record, titles),
    }
    return TemplateResponse(request, "cms/admin/replace.html", context)

"""The trainers' queue of pieces of work, one with its answer, and the files: only for those who may."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from activities.assignment import files, policies, queries
from activities.assignment.forms import AnswerForm, QueueForm
from activities.assignment.models import Submission
from core import audit, clock
from core.errors import DomainError
from core.middleware import private
from core.rich_text import clean
from core.sending import send
from courses import runtime
from people.models import Account
from people.views import guards

PARTS = ("photo", "voice")

for_staff = guards.for_staff(policies.may_see_queue)


@for_staff
@require_safe
def queue(request: guards.StaffRequest) -> HttpResponse:
    """What waits for an answer, the oldest first."""
    account = request.user
    language = get_language() or "de"
    form = QueueForm(request.GET, courses=queries.courses_with_work(account, language))
    wish = form.cleaned_data if form.is_valid() else {"state": "", "course": ""}
    found = queries.queue(
        account,
        state=wish["state"],
        course=uuid.UUID(wish["course"]) if wish["course"] else None,
        language=language,
    )
    context = {"form": form, "queue": found, "is_filtered": any(wish.values())}
    return private(render(request, "assignment/queue.html", context))


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: guards.StaffRequest, key: uuid.UUID) -> HttpResponse:
    """One piece of work, with the form for the answer. Reading it is logged."""
    account = request.user
    found = queries.work(key)
    if found is None or not policies.may_answer(account, found):
        raise Http404
    if request.method == "POST":
        return _answer(request, account, found)
    audit.log("submission.read", found, actor=account, person_id=found.attempt.person_id)
    return _page(request, found, AnswerForm(initial={"submission": found.pk}))


def _answer(request: HttpRequest, account: Account, found: Submission) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        reply = runtime.decide(
            attempt=found.attempt_id,
            decision=form.cleaned_data["decision"],
            payload=form.payload(),
            actor=account,
            at=clock.now(),
        )
    except DomainError as error:
        form.add_error("comment", str(error))
        return _page(request, found, form, status=409)
    messages.success(request, str(reply.data["message"]))
    return redirect("assignments:queue")


def _page(request: HttpRequest, found: Submission, form: AnswerForm, status: int = 200) -> HttpResponse:
    context = {
        "work": found,
        "prompt": clean(str((found.attempt.activity.config.get("text") or {}).get("prompt", ""))),
        "photo_url": queries.file_url(found, "photo"),
        "voice_url": queries.file_url(found, "voice"),
        "earlier": [
            one for one in queries.shown_submissions(found.attempt_id) if one.handed_in_at < found.handed_in_at
        ],
        "form": form,
    }
    return private(render(request, "assignment/work.html", context, status=status))


@login_required
@require_safe
def file(request: HttpRequest, key: uuid.UUID, part: str) -> HttpResponseBase:
    """A photo or recording, as an attachment, to its person and those who may answer; a stranger's is not known."""
    found = queries.work(key) if part in PARTS else None
    stored = getattr(found, part) if found else None
    if found is None or not stored or not policies.may_open(request.user, found):
        raise Http404
    if guards.owes_second_factor_for(request.user, found.attempt.person):
        return guards.ask_for_second_factor(request)
    extension = stored.name.rsplit(".", 1)[-1]
    try:
        response = send(
            request,
            stored,
            content_type=files.content_type(stored.name),
            name=f"{found.handed_in_at:%Y-%m-%d}-{part}.{extension}",
            attachment=True,
        )
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

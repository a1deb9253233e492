"""Coming into a course by an invitation: type the code, see what it is, join."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core import clock, limits
from core.errors import DomainError, TooManyTries
from core.ids import normalise_code
from core.middleware import private
from courses.domain import invitation as invitations
from courses.errors import AlreadyEnrolled
from courses.forms import CodeForm
from courses.models import Invitation
from courses.queries.invitations import course_title, own_course
from people.forms.people import SignUpForm, typed
from people.forms.shared import refuse
from people.models import Account
from people.policies import person_of
from people.views import entrance

SEEN = "invitation"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """For those who have the code on paper or by word of mouth."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            return redirect("courses:invitation", _look_up(request, code).code)
        except DomainError as error:
            return _refused(request, code, error, status=422)
    return private(render(request, "courses/type_code.html", {"form": form}, status=422 if form.errors else 200))


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """What the invitation is for; joining with the account one has, or signing up on the same screen."""
    try:
        found = _look_up(request, code)
    except DomainError as error:
        return _refused(request, code, error, status=404)
    form = None if request.user.is_authenticated else SignUpForm(request.POST or None)
    if request.method == "POST":
        try:
            answer = _sign_up(request, found, form) if form else _join(request, found)
            if answer:
                return answer
        except DomainError as error:
            if form is None:
                messages.error(request, str(error))
                return redirect(request.path)
            refuse(form, error)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Invitation, form: SignUpForm | None) -> HttpResponse:
    context = {
        "invitation": found,
        "course": found.course,
        "title": course_title(found.course, get_language() or "de"),
        "form": form,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
    return private(render(request, "courses/invitation.html", context, status=422 if form and form.errors else 200))


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    person = person_of(request.user)
    if person is None or not isinstance(request.user, Account):
        return redirect(f"{reverse('people:name')}?next={request.path}")
    try:
        invitations.redeem(code=found.code, person=person, actor=request.user, at=clock.now())
        messages.success(request, _("Welcome. From now on everything you do here is kept."))
    except AlreadyEnrolled as error:
        messages.info(request, str(error))
    return _to_course(found)


def _sign_up(request: HttpRequest, found: Invitation, form: SignUpForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    entrance.take_place(request)
    arrival = invitations.join(code=found.code, at=clock.now(), **typed(form))
    return entrance.let_in(request, arrival.signed_up, form, _course_url(found))


def _to_course(found: Invitation) -> HttpResponse:
    return redirect(_course_url(found))


def _course_url(found: Invitation) -> str:
    return reverse("cms:course", args=[found.course.slug])


def _look_up(request: HttpRequest, code: str) -> Invitation:
    """The door is limited for each address; who has seen an invitation comes back to it freely. Raises as `look_up`."""
    code = normalise_code(code)
    if request.session.get(SEEN) != code:
        limits.take("invitation", limits.address(request), limit=60, minutes=15)
    found = invitations.look_up(code=code, at=clock.now())
    request.session[SEEN] = found.code
    return found


def _refused(request: HttpRequest, code: str, error: DomainError, *, status: int) -> HttpResponse:
    """Who is in the course already is led there; else the form to type the code again, with what was wrong."""
    if isinstance(error, TooManyTries):
        status = 429
    elif course := own_course(code, person_of(request.user)):
        messages.info(request, str(AlreadyEnrolled()))
        return redirect("cms:course", course.slug)
    form = CodeForm({"code": code[:40]})
    form.is_valid()
    refuse(form, error)
    return private(render(request, "courses/type_code.html", {"form": form}, status=status))

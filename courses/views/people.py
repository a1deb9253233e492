"""Staff enter people who have no account."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import DomainError
from core.views import safe_next, speaks
from courses import policies
from courses.domain import enrolment
from courses.enums import EnrolmentSource
from courses.errors import AlreadyEnrolled
from courses.forms import EnrolForm, EnterForm
from courses.models import Course
from courses.queries.people import namesakes, people_known
from people.domain import person as people
from people.forms.shared import refuse
from people.models import Account, Person
from people.policies import may_enter_people
from people.views.guards import StaffRequest, for_staff


@for_staff(may_enter_people)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: StaffRequest) -> HttpResponse:
    """Name, contact, language and, if wished, a course; again and again for a whole group. A known name is said once."""
    form = EnterForm(request.POST or None)
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if "anyway" not in request.POST:
            known = namesakes(request.user, typed["name"], typed["latin_name"], but=typed["key"])
        if not known and (person := _entered(request, form)):
            messages.success(request, _("%(name)s is entered.") % {"name": person.identity.name})
            return redirect(f"{request.path}?entered={person.pk}")
    context = {"form": form, "known": known, "entered": _found(request.user, request.GET.get("entered", ""))}
    status = 422 if form.errors or known else 200
    return render(request, "courses/enter_person.html", context | {"enrolling": EnrolForm()}, status=status)


def _entered(request: StaffRequest, form: EnterForm) -> Person | None:
    try:
        return _enter(request, form)
    except DomainError as error:
        refuse(form, error)
        return None


def _found(actor: Account, key: str) -> Person | None:
    """The person who was just entered, to go on with."""
    try:
        return people_known(actor).filter(pk=uuid.UUID(key)).first()
    except ValueError:
        return None


def _enter(request: StaffRequest, form: EnterForm) -> Person:
    data = dict(form.cleaned_data)
    course = data.pop("course")
    with transaction.atomic():
        person = people.enter(actor=request.user, **data)
        if course:
            with suppress(AlreadyEnrolled):  # the other click was first
                _enrol(person, course, request.user)
    return person


@for_staff(policies.may_see_invitations)
@require_POST
@speaks
def enrol(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    """Enters a person whom staff know into one more course."""
    found = get_object_or_404(Person.objects.select_related("identity"), pk=person)
    if not isinstance(request.user, Account) or not policies.is_staff_of(request.user, found):
        raise Http404
    form = EnrolForm(request.POST)
    if form.is_valid():
        try:
            _enrol(found, form.cleaned_data["course"], request.user)
            messages.success(request, _("%(name)s is now in this course.") % {"name": found.identity.name})
        except AlreadyEnrolled:
            messages.info(request, _("%(name)s is in this course already.") % {"name": found.identity.name})
    else:
        messages.error(request, _("Please choose a course."))
    return redirect(safe_next(request, reverse("courses:enter_person")))


def _enrol(person: Person, course: Course, actor: Account) -> None:
    enrolment.enrol(person=person, course=course, source=EnrolmentSource.STAFF, actor=actor, at=clock.now())

"""Staff enter people who have no account."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import DomainError
from courses.domain import enrolment
from courses.enums import EnrolmentSource
from courses.forms import EnterForm
from people.domain import person as people
from people.forms.shared import refuse
from people.models import Account, Person
from people.policies import may_enter_people
from people.views.guards import for_staff


@for_staff(may_enter_people)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Name, contact, language and, if wished, a course; again and again for a whole group."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = _enter(request, form)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s is entered.") % {"name": person.identity.name})
            return redirect("courses:enter_person")
    return render(request, "courses/enter_person.html", {"form": form}, status=422 if form.errors else 200)


def _enter(request: HttpRequest, form: EnterForm) -> Person:
    assert isinstance(request.user, Account)  # noqa: S101 - `for_staff` has seen to it
    data = dict(form.cleaned_data)
    course = data.pop("course")
    with transaction.atomic():
        person = people.enter(actor=request.user, **data)
        if course:
            enrolment.enrol(
                person=person, course=course, source=EnrolmentSource.STAFF, actor=request.user, at=clock.now()
            )
    return person

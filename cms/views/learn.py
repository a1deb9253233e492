"""The learner's views: catalogue, course, lesson, and what is done in them."""

import json
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import carry
from cms.queries import learn
from cms.queries.catalogue import catalogue_of
from cms.views.answers import Refused, shown_activities
from core import clock
from core.errors import DomainError
from core.middleware import private
from core.views import speaks_at
from courses import policies, runtime
from courses.domain import enrolment as enrolments
from courses.domain import lesson as lessons
from courses.enums import EnrolmentSource
from courses.errors import AlreadyEnrolled, LessonUnknown
from courses.models import Course, Lesson
from courses.queries.addresses import present_address
from people.models import Account, Person
from people.policies import person_of

WISHES_TO_JOIN = "wishes_to_join"  # in the session: the course whose button was pressed before signing up


def _language() -> str:
    return get_language() or "de"


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All live courses, filtered by track, language and topic."""
    return render(request, "cms/catalogue.html", {"catalogue": catalogue_of(request.GET, _language())})


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    view = learn.course_view(course, person_of(request.user), _language(), clock.now())
    if view is None:
        return _moved(request, course)
    context = {
        "view": view,
        "page": view.version.page,
        "overview": view.overview,
        "available": view.version.languages,
        "can_leave": view.enrolment is not None and policies.may_leave(request.user, view.enrolment),
        "can_read": policies.may_read(request.user, view.course, view.enrolment),
    }
    return _answer(request, "cms/course.html", context)


def _moved(request: HttpRequest, *slugs: str) -> HttpResponse:
    """Leads from an address of former times to the present one."""
    address = present_address(*slugs)
    if address is None:
        raise Http404
    path = reverse("cms:lesson" if len(address) > 1 else "cms:course", args=address)
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{path}?{query}" if query else path)


@require_safe
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    record = learn.lesson_of(course, lesson)
    return _lesson_page(request, record) if record else _moved(request, course, lesson)


def _lesson_page(request: HttpRequest, record: Lesson, refused: Refused | None = None) -> HttpResponse:
    """The lesson; where an act in it was refused, with the words and with what was typed."""
    person = person_of(request.user)
    view = learn.lesson_view(record, person, _language(), clock.now())
    if view is None:
        return _gone(request, record, person)
    if not (view.archived or policies.may_read(request.user, view.course, view.enrolment)):
        raise Http404
    _remember(view)
    activities = {} if view.is_locked else shown_activities(view, person, request.GET, _language(), refused)
    context = {
        "view": view,
        "page": view.version.page,
        "overview": view.overview,
        "activities": activities,
        "available": view.version.languages,
        "here": reverse("cms:lesson", args=[record.course.slug, record.slug]) if refused else request.get_full_path(),
    }
    return _answer(request, "cms/lesson.html", context)


def _gone(request: HttpRequest, record: Lesson, person: Person | None) -> HttpResponse:
    """A lesson that left while somebody in the course had it open: the course says so. For others there is nothing."""
    if record.course.retired_at or learn.enrolment_of(record.course, person) is None:
        raise Http404
    words, told = str(LessonUnknown()), get_messages(request)
    if words not in [str(one) for one in told]:  # a refused act has said it already
        messages.info(request, words)
    if isinstance(told, BaseStorage):
        told.used = False
    return redirect("cms:course", record.course.slug)


def _remember(view: learn.LessonView) -> None:
    """Where a person is, to resume there; a page looked at again writes nothing."""
    enrolment = view.enrolment
    if enrolment and not view.is_locked and not view.archived and enrolment.last_lesson_id != view.lesson.pk:
        lessons.seen(enrolment=enrolment, lesson=view.lesson.pk, at=clock.now())


def _answer(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    response = render(request, template, dict(context))
    return private(response) if request.user.is_authenticated else response


@speaks_at("cms:course", "course")
def join(request: HttpRequest, *, course: str, carried: str) -> HttpResponse:
    """Joins an open course, with what was tried before; who is not signed in signs up first, and has joined then."""
    record = _course(course)
    person = person_of(request.user)
    if person is None or not isinstance(request.user, Account):
        if request.user.is_anonymous:
            request.session[WISHES_TO_JOIN] = course
        here = reverse("cms:join", args=[course])
        query = QueryDict(mutable=True)
        query["next"] = f"{here}?{_query(carry=carried)}" if carried else here
        return redirect(f"{reverse('account_signup')}?{query.urlencode()}")
    try:
        enrolments.enrol(person=person, course=record, source=EnrolmentSource.SELF, actor=request.user, at=clock.now())
        messages.success(request, _("Welcome. From now on everything you do here is kept."))
    except AlreadyEnrolled:
        pass
    return _carried(request, record, person, request.user, carried)


def _carried(request: HttpRequest, record: Course, person: Person, account: Account, carried: str) -> HttpResponse:
    """Keeps what was tried before joining, and leads back to it."""
    tried = carry.read(carried, record.pk)
    if tried is None:
        return redirect("cms:course", record.slug)
    try:
        runtime.act(
            person=person,
            course=record.pk,
            lesson=tried.lesson,
            activity=tried.activity,
            action="submit",
            payload=tried.answers,
            language=_language(),
            actor=account,
            at=clock.now(),
        )
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("cms:course", record.slug)
    found = Lesson.objects.get(pk=tried.lesson)
    return redirect(f"{reverse('cms:lesson', args=[record.slug, found.slug])}#a-{tried.activity}")


@require_safe
def join_page(request: HttpRequest, course: str) -> HttpResponse:
    """What joining means, with one button; where sign-up leads back to."""
    record = _course(course)
    context = {"course": record, "view": learn.course_view(course, person_of(request.user), _language(), clock.now())}
    if context["view"] is None:
        raise Http404
    return private(render(request, "cms/join.html", context | {"carry": request.GET.get("carry", "")}))


def join_door(request: HttpRequest, course: str) -> HttpResponse:
    """The page and its button. Who pressed it and signed up on the way need not press it again."""
    if request.method == "POST":
        return join(request, course=course, carried=request.POST.get("carry", ""))
    if request.user.is_authenticated and request.session.pop(WISHES_TO_JOIN, "") == course:
        return join(request, course=course, carried=request.GET.get("carry", ""))
    return join_page(request, course)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@speaks_at("cms:course", "course")
def leave(request: HttpRequest, course: str) -> HttpResponse:
    """What leaving means, with one button; for those who joined by themselves."""
    record = _course(course)
    enrolment = learn.enrolment_of(record, person_of(request.user))
    if enrolment is None or not isinstance(request.user, Account) or not policies.may_leave(request.user, enrolment):
        raise Http404
    if request.method == "POST":
        enrolments.leave(enrolment=enrolment, actor=request.user, at=clock.now())
        messages.success(request, _("You have left this course. What you have done in it is kept."))
        return redirect("cms:course", record.slug)
    view = learn.course_view(course, enrolment.person, _language(), clock.now())
    return private(render(request, "cms/leave.html", {"course": record, "view": view}))


@require_POST
@speaks_at("cms:lesson", "course", "lesson")
def done(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """“Done, next”."""
    record, person, account = _at_work(request, course, lesson)
    progress = lessons.finish(person=person, lesson=record, actor=account, at=clock.now())
    if progress.course.is_done:
        return redirect("cms:course", course)
    following = learn.lesson_after(record, progress)
    if not progress[record.pk].is_done:
        messages.info(request, _("Noted. This lesson is complete once its exercise is done, too."))
        return redirect("cms:lesson", course, lesson)
    return redirect("cms:lesson", course, following) if following else redirect("cms:course", course)


@require_POST
@speaks_at("cms:lesson", "course", "lesson")
def do(request: HttpRequest, course: str, lesson: str, activity: uuid.UUID, action: str) -> HttpResponse:
    """One act in an activity, by a plain form or by a script. A refused form comes back with what it held."""
    record, person, account = _at_work(request, course, lesson)
    payload = _payload(request)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    try:
        reply = runtime.act(
            person=person,
            course=record.course_id,
            lesson=record.pk,
            activity=activity,
            action=action,
            payload=payload,
            language=_language(),
            actor=account,
            at=clock.now(),
        )
    except DomainError as error:
        if wants_json or not _can_come_back(payload):
            raise
        messages.error(request, str(error))
        return _refused_page(request, record, Refused(activity, payload, str(error)))
    if wants_json:
        return private(JsonResponse(dict(reply.data)))
    if words := reply.data.get("message"):
        messages.success(request, str(words))
    return redirect(f"{reverse('cms:lesson', args=[course, lesson])}#a-{activity}")


def _can_come_back(payload: Mapping[str, Any]) -> bool:
    """Whether a form held words that somebody would have to type again."""
    return any(isinstance(value, str) for value in payload.values())


def _refused_page(request: HttpRequest, record: Lesson, refused: Refused) -> HttpResponse:
    page = _lesson_page(request, record, refused)
    if page.status_code == HTTPStatus.OK:  # a lesson that has just left leads to its course
        page.status_code = HTTPStatus.CONFLICT
    return page


def _payload(request: HttpRequest) -> dict[str, Any]:
    """The fields of a form (lists where a name comes twice, files as they are), or a JSON object."""
    if request.content_type == "application/json":
        try:
            data = json.loads(request.body)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise DomainError
        return data
    fields: dict[str, Any] = {name: values if len(values) > 1 else values[0] for name, values in request.POST.lists()}
    fields.pop("csrfmiddlewaretoken", None)
    return fields | {name: upload for name, upload in request.FILES.items() if name is not None}


def _at_work(request: HttpRequest, course: str, lesson: str) -> tuple[Lesson, Person, Account]:
    record = learn.lesson_of(course, lesson)
    person = person_of(request.user)
    if record is None or person is None or not isinstance(request.user, Account):
        raise Http404
    return record, person, request.user


def _course(slug: str) -> Course:
    record = Course.objects.live().filter(slug=slug).first()
    if record is None:
        raise Http404
    return record


def _query(**values: str) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()

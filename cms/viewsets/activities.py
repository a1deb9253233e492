"""Activities at the editors' desk: the list, and one page for each kind's own form."""

from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms import menus
from cms.forms.activities import ActivityForm, kinds
from cms.queries.activities import activity_list, kind_name, languages, lessons_with, people_at
from cms.viewsets.lists import RecordList, RecordViewSet
from core.errors import DomainError
from courses import installed_kinds, policies
from courses.domain import activity as activities
from courses.models import Activity
from courses.queries.attention import needs_attention
from people.models import Account


class ActivityPolicy(ModelPermissionPolicy):
    """As the table of roles says; what learners have before them is changed by authors only, and nothing is deleted."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Activity) -> bool:
        if action == "change":
            return policies.may_write_activity(user, instance)
        return super().user_has_permission_for_instance(user, action, instance)


class ActivityFilters(WagtailFilterSet):
    type = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=kinds)

    class Meta:
        model = Activity
        fields: ClassVar = ["type"]


class IndexView(RecordList):
    page_title = gettext_lazy("Activities")
    default_ordering = "-updated_at"
    filterset_class = ActivityFilters
    add_item_label = gettext_lazy("Add an activity")

    def get_base_queryset(self) -> Any:
        return activity_list()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), sort_key="title", get_url=self.get_edit_url),
            Column("kind", label=_("Kind"), accessor=kind_name),
            Column("languages", label=_("Languages"), accessor=languages),
            Column("failed", label=_("Failures"), accessor="failed"),
            DateColumn("updated_at", label=_("Changed"), sort_key="updated_at"),
        ]

    def get_edit_url(self, instance: Activity) -> str | None:
        return edit_url(instance)

    def get_list_buttons(self, instance: Activity) -> list[Any]:
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        troubles = [(trouble, edit_url(trouble.activity)) for trouble in needs_attention()]
        return context | {"troubles": troubles, "refused": installed_kinds.refused()}


def edit_url(activity: Activity) -> str | None:
    """Where an activity is changed; nowhere while its kind is missing."""
    known = any(kind.key == activity.type for kind in installed_kinds.installed())
    return reverse("activities:edit", args=[activity.pk]) if known else None


def choose_kind(request: HttpRequest) -> HttpResponse:
    """First what learners shall do, then that kind's own form."""
    _require(request)
    rows = [(reverse("activities:add_kind", args=[key]), label) for key, label in kinds()]
    return TemplateResponse(
        request, "cms/admin/activity_kinds.html", activity_viewset.frame(_("Add an activity")) | {"kinds": rows}
    )


def add(request: HttpRequest, kind: str) -> HttpResponse:
    account = _require(request)
    form = _form(kind, None, request)
    if request.method == "POST" and form.is_valid():
        made = save(form, None, account)
        if made:
            messages.success(request, _("“%(title)s” was made. Lessons can hold it now.") % {"title": made.title})
            return redirect("activities:edit", made.pk)
    context = activity_viewset.frame(str(form.type.label)) | {"form": form, "media": form.media}
    return TemplateResponse(request, "cms/admin/activity.html", context)


def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    account = _require(request)
    activity = get_object_or_404(Activity.objects.prefetch_related("texts"), pk=pk)
    may_write = policies.may_write_activity(account, activity)
    form = _form(activity.type, activity, request)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid() and save(form, activity, account):
        messages.success(request, _("“%(title)s” was saved.") % {"title": form.cleaned_data["title_de"]})
        return redirect("activities:edit", pk)
    context = activity_viewset.frame(activity.title) | {
        "form": form,
        "media": form.media,
        "activity": activity,
        "may_write": may_write,
        "lessons": lessons_with(activity),
        "people": people_at(activity),
    }
    return TemplateResponse(request, "cms/admin/activity.html", context)


def _form(kind: str, activity: Activity | None, request: HttpRequest) -> ActivityForm:
    try:
        data = request.POST if request.method == "POST" else None
        return ActivityForm(kind, activity, data, for_user=request.user)
    except installed_kinds.UnknownType as error:
        raise Http404 from error


def save(form: ActivityForm, activity: Activity | None, account: Account) -> Activity | None:
    """The domain's word on a valid form; a refusal stands above it."""
    given: dict[str, Any] = {"config": form.own_config(), "words": form.words(), "actor": account}
    try:
        if activity is None:
            return activities.create(kind=form.kind, **given)
        return activities.change(activity=activity, **given)
    except DomainError as error:
        form.add_error(None, str(error))
        return None


def _require(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account) or not policies.may_write_activity(request.user):
        raise PermissionDenied
    return request.user


class ActivityViewSet(RecordViewSet):
    model = Activity
    purpose = gettext_lazy(
        "What learners do in lessons: films, checks, tasks, readings. Make one here or in the lesson, then choose it there."
    )
    icon = "pick"
    menu_label = gettext_lazy("Activities")
    menu_hook = menus.TEACH
    menu_order = 20
    index_view_class = IndexView
    index_template_name = "cms/admin/activity_list.html"
    form_fields: ClassVar[list[str]] = []
    search_fields: ClassVar = ["title"]
    search_backend_name = None
    list_per_page = 50

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", choose_kind, name="add"),
            path("new/<slug:kind>/", add, name="add_kind"),
            path("<uuid:pk>/", edit, name="edit"),
        ]


register_permission_policy(Activity, ActivityPolicy(Activity))
activity_viewset = ActivityViewSet("activities")

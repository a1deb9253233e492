"""The work that waits, for those who tend it: what runs, what failed and why, and a way to run it again."""

from typing import TYPE_CHECKING, Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from cms import menus, policies
from cms.domain import jobs
from core.errors import DomainError
from core.jobs import queries
from core.jobs.health import worker_is_alive
from people.models import Account
from people.policies import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

TITLE = gettext_lazy("Background work")


class JobsPolicy(BasePermissionPolicy):
    """Looking only: jobs are made by what causes them, and run again by their own button."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return action == "view" and policies.may_tend_jobs(user)

    def users_with_any_permission(self, actions: Any) -> "QuerySet[Account]":
        tenders = Account.objects.filter(is_active=True, groups__name__in=policies.TENDERS)
        return tenders.distinct() if "view" in actions else tenders.none()


class JobFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=queries.STATES)

    class Meta:
        model = DBTaskResult
        fields = ["status"]


class IndexView(generic.IndexView):
    template_name = "cms/jobs/index.html"
    page_title = TITLE
    default_ordering = "-enqueued_at"
    filterset_class = JobFilters

    def get_base_queryset(self) -> Any:
        return queries.jobs()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("work", label=_("Work"), accessor=queries.name, get_url=self.get_inspect_url),
            Column("state", label=_("State"), accessor=queries.state),
            Column("progress", label=_("Progress"), accessor=queries.progress),
            Column("error", label=_("Last error"), accessor=queries.error_line),
            Column("tries", label=_("Tries"), accessor=queries.tries),
            DateColumn("enqueued_at", label=_("Came in"), sort_key="enqueued_at"),
            DateColumn("started_at", label=_("Last begun"), sort_key="started_at"),
            DateColumn("finished_at", label=_("Ended"), sort_key="finished_at"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"has_worker": worker_is_alive()}


class JobView(generic.InspectView):
    template_name = "cms/jobs/job.html"
    page_title = gettext_lazy("Job")

    def get_object(self, queryset: Any = None) -> Any:
        return get_object_or_404(queries.jobs(), pk=self.pk)

    def get_page_subtitle(self) -> str:
        return queries.name(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index, *rest = super().get_breadcrumbs_items()
        return [index | {"label": TITLE}, *rest]

    def get_fields_context(self) -> list[dict[str, Any]]:
        shown = {
            _("State"): queries.state(self.object),
            _("Progress"): queries.progress(self.object),
            _("Tries"): queries.tries(self.object),
            _("Came in"): self.object.enqueued_at,
            _("Last begun"): self.object.started_at,
            _("Ended"): self.object.finished_at,
            _("Code"): self.object.task_path,
            _("Called with"): self.object.args_kwargs,
            _("Workers"): ", ".join(self.object.worker_ids),
        }
        return [{"label": label, "value": value} for label, value in shown.items() if value not in (None, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"has_failed": queries.has_failed(self.object)}


@require_POST
def run_again(request: HttpRequest, pk: Any) -> HttpResponse:
    if not isinstance(request.user, Account) or not policies.may_tend_jobs(request.user):
        raise PermissionDenied
    job = get_object_or_404(DBTaskResult, pk=pk)
    try:
        jobs.run_again(job_id=job.pk, actor=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The job is back in the queue. A worker does it as soon as it is free."))
    return redirect(jobs_viewset.get_url_name("inspect"), pk)


class JobsViewSet(ModelViewSet):
    model = DBTaskResult
    icon = "tasks"
    menu_label = TITLE
    menu_hook = menus.SITE
    menu_order = 90
    add_to_reference_index = False
    inspect_view_enabled = True
    index_view_class = IndexView
    inspect_view_class = JobView
    form_fields: list[str] = []
    list_per_page = 50

    def get_urlpatterns(self) -> list[Any]:
        """Looking and running again; nobody writes or deletes a job by hand."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:pk>/run-again/", run_again, name="run_again"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no page on which a job is edited."""

    def get_permissions_to_register(self) -> Any:
        """No box in the groups' form: roles decide, by `JobsPolicy`."""
        return super().get_permissions_to_register().none()


register_permission_policy(DBTaskResult, JobsPolicy(DBTaskResult))
jobs_viewset = JobsViewSet("jobs")

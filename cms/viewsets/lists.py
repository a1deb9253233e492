"""What all lists of the editors' desk share: one sentence that says what the list is for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet


class RecordList(generic.IndexView):
    purpose: Any = ""


class SnippetList(snippets.IndexView):
    purpose: Any = ""


class EditRow(generic.EditView):
    """Editing is asked per row, not per kind of row alone."""

    def get_object(self, queryset: Any = None) -> Any:
        row = super().get_object(queryset)
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "change", row):
            raise PermissionDenied
        return row


class OfOwnRows(PermissionCheckedMixin):
    """What was done with a row and where it is used is shown to those who may change it."""

    def get_object(self) -> Any:
        row = super().get_object()  # type: ignore[misc]
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "change", row):  # type: ignore[attr-defined]
            raise PermissionDenied
        return row


class HistoryOfRow(OfOwnRows, HistoryView):
    pass


class UsageOfRow(OfOwnRows, UsageView):
    pass


class WithPurpose:
    """`purpose`: the sentence above the list."""

    purpose: Any = ""
    index_template_name = "cms/admin/list.html"

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = {"purpose": self.purpose, **kwargs}
        given: dict[str, Any] = super().get_index_view_kwargs(**kwargs)  # type: ignore[misc]
        return given


class RecordViewSet(WithPurpose, ModelViewSet):
    index_view_class = RecordList
    history_view_class = HistoryOfRow
    usage_view_class = UsageOfRow

    def frame(self, title: str, *between: str) -> dict[str, Any]:
        """What a page of its own needs around its content. `between`: what stands in its crumbs after the list."""
        crumbs = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(self.get_url_name("index")), "label": self.menu_label},
            *({"url": "", "label": label} for label in (*between, title)),
        ]
        return {"breadcrumbs_items": crumbs, "header_title": title, "page_title": title, "header_icon": self.icon}


class WordsViewSet(WithPurpose, SnippetViewSet):
    """Furniture of the site that is translated."""

    index_view_class = SnippetList

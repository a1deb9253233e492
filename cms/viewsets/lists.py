"""What all lists of the editors' desk share: one sentence that says what the list is for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.views import generic
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


class WordsViewSet(WithPurpose, SnippetViewSet):
    """Furniture of the site that is translated."""

    index_view_class = SnippetList

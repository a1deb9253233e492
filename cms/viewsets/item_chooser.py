"""Chooses items for a check or test, of the banks that somebody reads."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from assessments.queries import desk
from cms.choosers import RecordChooser


class ItemWords(BaseFilterForm):
    q = forms.CharField(label=_("Search term"), required=False, widget=forms.TextInput({"placeholder": _("Search")}))

    def filter(self, objects: Any) -> Any:
        wanted = self.cleaned_data.get("q")
        if not wanted:
            return objects
        self.is_searching, self.search_query = True, wanted
        found = Q(label__icontains=wanted) | Q(key__icontains=wanted) | Q(tags__name=wanted.lower())
        return objects.filter(found).distinct()


class OfReadableBanks:
    request: Any
    filter_form_class = ItemWords

    def get_object_list(self) -> Any:
        return desk.item_list(self.request.user).filter(retired_at=None).order_by("-created_at")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("bank", label=_("Item bank"), accessor="bank")]  # type: ignore[misc]


class ChooseView(OfReadableBanks, chooser.ChooseView):
    pass


class ChooseResultsView(OfReadableBanks, chooser.ChooseResultsView):
    pass


class ChosenView(chooser.ChosenView):
    def get_object(self, pk: Any) -> Any:
        return desk.item_list(self.request.user).get(pk=pk)


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get_objects(self, pks: Any) -> Any:
        return desk.item_list(self.request.user).filter(pk__in=pks)


class ItemChooserViewSet(ChooserViewSet):
    model = "assessments.Item"
    icon = "help"
    base_widget_class = RecordChooser
    choose_one_text = _("Choose an item")
    choose_another_text = _("Choose another item")
    edit_item_text = _("Look at this item")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    per_page = 20


item_chooser_viewset = ItemChooserViewSet("item_chooser")

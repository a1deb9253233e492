"""From the lesson's chooser: make a new activity of any kind without leaving the lesson."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import chooser

from cms.choosers import activity_chooser_viewset
from cms.forms.activities import ActivityForm, KindForm
from cms.viewsets.activities import save
from courses import installed_kinds


class InTwoSteps:
    """First the kind, then its form."""

    request: HttpRequest
    creation_form_template_name = "cms/admin/activity_in_dialog.html"
    creation_tab_label = _("New activity")

    def get_creation_form(self) -> KindForm | ActivityForm:
        data = self.request.POST if self.request.method == "POST" else None
        kind = data.get("kind", "") if data else ""
        if kind not in {one.key for one in installed_kinds.installed()}:
            return KindForm(data)
        is_filled = data is not None and "title_de" in data
        return ActivityForm(kind, data=data if is_filled else None, for_user=self.request.user, in_dialog=True)


class ChooseView(InTwoSteps, chooser.ChooseView):
    pass


class CreateView(InTwoSteps, chooser.CreateView):
    def post(self, request: HttpRequest) -> Any:
        self.form = self.get_creation_form()
        if isinstance(self.form, ActivityForm) and self.form.is_valid():
            made = save(self.form, None, request.user)  # type: ignore[arg-type]
            if made:
                return self.get_chosen_response(made)
        return self.get_reshow_creation_form_response()


def place() -> None:
    """Blocks name the chooser before there are models; what it makes stands above models."""
    activity_chooser_viewset.choose_view_class = ChooseView
    activity_chooser_viewset.create_view_class = CreateView

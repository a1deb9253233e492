"""Panels of the editors' desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from cms.models import CoursePage, LessonPage, ModulePage
from cms.queries.change import change_of
from cms.queries.start import next_steps


class ChangePanel(Panel):
    """“What this changes for whom”, on course, module and lesson pages."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/change_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            return context | {"change": change_of(self.instance)}


class StartPanel(Component):
    """What waits for the reader, on top of the desk's first page."""

    template_name = "cms/admin/start.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> Any:
        return {"steps": next_steps(parent_context["request"].user)}


def place() -> None:
    """Puts the panel on top of the pages it speaks of. Panels stand above models, so models cannot name them."""
    for model in (CoursePage, ModulePage, LessonPage):
        model.content_panels = [ChangePanel(heading=_("What this changes for whom")), *model.content_panels]

"""What organisations can be advised on: editors' content, in every language."""

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn

from cms import menus
from cms.viewsets.lists import RecordList, RecordViewSet
from consultations.models import Topic
from consultations.queries.topics import row, with_words
from core.languages import SOURCE_LANGUAGE


class TopicForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        """Every topic has a German text: other languages fall back to it."""
        typed = super().clean()
        texts = [one.cleaned_data for one in self.formsets["texts"].forms if one.is_valid()]
        written = [text.get("locale") for text in texts if not text.get("DELETE")]
        if SOURCE_LANGUAGE not in written:
            raise ValidationError(
                gettext("Please write the topic in German too: readers of other languages fall back to it.")
            )
        return typed


class TopicList(RecordList):
    def get_base_queryset(self) -> Any:
        return with_words(super().get_base_queryset())

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=gettext("Topic"), accessor=_name, get_url=self.get_edit_url),
            BooleanColumn("offered", label=gettext("offered")),
            Column("position", label=gettext("position")),
        ]


def _name(topic: Topic) -> str:
    return row(topic, get_language() or SOURCE_LANGUAGE).name


class ConsultationTopicViewSet(RecordViewSet):
    """A topic that is no longer offered stays with the requests that named it: nothing is deleted."""

    model = Topic
    name = "consultation_topics"
    url_prefix = "consultation-topics"
    icon = "help"
    menu_label = _("Consultation topics")
    menu_hook = menus.SITE
    menu_order = 50
    purpose = _("What organisations can be advised on: they tick these topics when they book a consultation.")
    index_view_class = TopicList
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("key"), FieldPanel("position"), FieldPanel("offered")]),
            InlinePanel(
                "texts",
                panels=[
                    FieldPanel("locale", widget=forms.Select(choices=settings.LANGUAGES)),
                    FieldPanel("name"),
                    FieldPanel("description"),
                ],
                heading=_("In each language"),
                label=_("Language"),
                min_num=1,
            ),
        ],
        base_form_class=TopicForm,
    )


consultation_topics_viewset = ConsultationTopicViewSet()

"""Choosers of records for editors."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ChooserBlock


class RecordChooser(BaseChooser):
    """The key of what is chosen travels to the page as text: JSON knows no UUID."""

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        data: dict[str, Any] = super().get_value_data_from_instance(instance)
        return data | {"id": str(instance.pk)}


class RecordChooserBlock(ChooserBlock):
    """Chooses a record whose key is a UUID, and is locked against translators: one record in all languages.

    Stream data holds the key as text, so it is looked up and stored as text.
    """

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        found = {str(key): record for key, record in self.model_class.objects.in_bulk(values).items()}
        return [found.get(str(value)) for value in values]

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value.pk)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value


class ActivityChooserViewSet(ChooserViewSet):
    model = "courses.Activity"
    icon = "pick"
    choose_one_text = _("Choose an activity")
    choose_another_text = _("Choose another activity")
    edit_item_text = _("Edit this activity")
    base_widget_class = RecordChooser
    base_block_class = RecordChooserBlock
    per_page = 20
    create_action_label = _("New activity")


activity_chooser_viewset = ActivityChooserViewSet("activity_chooser")
ActivityChooserBlock = activity_chooser_viewset.get_block_class(name="ActivityChooserBlock", module_path="cms.choosers")

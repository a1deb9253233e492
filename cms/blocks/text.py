"""Text, callouts, accordions, two languages side by side."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.words import unknown_keys

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text. `[[key|the words shown]]` explains a word of the glossary."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        kwargs.setdefault("help_text", _("Explain a word of the glossary like this: [[gemeinde|the municipality]]"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if unknown := unknown_keys(value.source):
            raise ValidationError(
                _("These words are not in the glossary: %(words)s. Add them there, or write them without brackets.")
                % {"words": ", ".join(sorted(unknown))}
            )
        return value

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"


class CalloutKind(models.TextChoices):
    NOTE = "note", _("Note")
    TIP = "tip", _("Tip")
    REASSURANCE = "reassurance", _("Reassurance")
    EXAMPLE = "example", _("Example")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=CalloutKind.choices, default=CalloutKind.NOTE, label=_("Kind"))
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "cms/blocks/callout.html"


class AccordionEntry(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    text = TextBlock(label=_("Text"))


class AccordionBlock(blocks.StructBlock):
    entries = blocks.ListBlock(AccordionEntry(), min_num=1, label=_("Entries"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        template = "cms/blocks/accordion.html"


class SideBySideBlock(blocks.StructBlock):
    """A short text shown in German and in the reader's language, beside each other."""

    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "copy"
        label = _("Two languages side by side")
        template = "cms/blocks/side_by_side.html"

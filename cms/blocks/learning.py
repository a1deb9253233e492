"""What belongs to learning: activities, explained words, what must be completed before."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.choosers import ActivityChooserBlock


class ActivityBlock(blocks.StructBlock):
    activity = ActivityChooserBlock(label=_("Activity"))
    required = blocks.BooleanBlock(required=False, default=True, label=_("Required for the certificate"))

    class Meta:
        icon = "pick"
        label = _("Activity")
        template = "cms/blocks/activity.html"


class WordBlock(blocks.StructBlock):
    """A word of the glossary, explained in full."""

    term = SnippetChooserBlock("cms.GlossaryTerm", label=_("Word"))

    class Meta:
        icon = "help"
        label = _("Explained word")
        template = "cms/blocks/word.html"

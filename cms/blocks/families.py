"""Which blocks may stand where."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.learning import ActivityBlock, WordBlock
from cms.blocks.media import AudioBlock, DownloadBlock, PictureBlock
from cms.blocks.text import AccordionBlock, CalloutBlock, SideBySideBlock, TextBlock


class PageBlocks(blocks.StreamBlock):
    """Blocks of any page."""

    text = TextBlock(group=_("Text"))
    callout = CalloutBlock(group=_("Text"))
    accordion = AccordionBlock(group=_("Text"))
    picture = PictureBlock(group=_("Media"))
    audio = AudioBlock(group=_("Media"))
    download = DownloadBlock(group=_("Media"))

    class Meta:
        required = False


class LessonBlocks(PageBlocks):
    """Blocks of a lesson: films are activities, since watching one may count."""

    side_by_side = SideBySideBlock(group=_("Text"))
    word = WordBlock(group=_("Text"))
    activity = ActivityBlock(group=_("To do"))


def _alternatives(page_type: str) -> blocks.ListBlock:
    return blocks.ListBlock(
        blocks.PageChooserBlock(page_type=page_type), min_num=1, label=_("Any one of these"), icon="list-ul"
    )


class CourseRequirements(blocks.StreamBlock):
    any_of = _alternatives("cms.CoursePage")

    class Meta:
        required = False


class ModuleRequirements(blocks.StreamBlock):
    any_of = _alternatives("cms.ModulePage")

    class Meta:
        required = False

"""Pictures, sound and downloads, all from this server."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.blocks.text import TextBlock


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class AudioBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    file = DocumentChooserBlock(label=_("Sound file"))
    transcript = TextBlock(label=_("Transcript"))

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "cms/blocks/audio.html"


class DownloadBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    file = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "download"
        label = _("Download")
        template = "cms/blocks/download.html"

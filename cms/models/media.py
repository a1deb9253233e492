from pathlib import PurePath
from typing import Any, ClassVar

from django.core.files.base import File
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage

from courses.enums import Licence


class Credited(models.Model):
    """Whose work it is and under which licence; shown wherever it is."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True)

    class Meta:
        abstract = True


class ForgetOrigin(FilterOperation):
    """The last step of every rendition: it says nothing of where, when and by which camera a photo was taken."""

    SAID: ClassVar = {"background", "duration", "icc_profile", "loop", "transparency"}

    def construct(self) -> None:
        """Takes no words."""

    def run(self, willow: Any, image: AbstractImage, env: dict[str, Any]) -> None:
        drawn = willow.image
        drawn.load()
        drawn.info = {key: value for key, value in drawn.info.items() if key in self.SAID}


class OwnFilter(Filter):
    @property
    def filter_operations(self) -> list[FilterOperation]:
        return [*super().filter_operations, ForgetOrigin("forget_origin")]


class SiteImage(Credited, AbstractImage):
    alt = models.CharField(
        _("text alternative"), max_length=250, blank=True, help_text=_("What can be seen, for those who cannot see it.")
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "alt", "credit", "licence")

    @property
    def default_alt_text(self) -> str:
        return self.alt

    def generate_rendition_file(self, filter: Filter, *, source: File[Any] | None = None) -> File[Any]:
        file: File[Any] = super().generate_rendition_file(OwnFilter(filter.spec), source=source)
        return file


class Rendition(AbstractRendition):
    """A picture in one size and format. Its name says what is in it, so browsers may keep it for good."""

    FOLDER: ClassVar = "images/"

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes: ClassVar = [models.Index(fields=["file"], name="rendition_by_file")]

    @property
    def url(self) -> str:
        """On this site, wherever the files are kept."""
        return reverse("go:picture", args=[PurePath(self.file.name).name])

    def get_upload_to(self, filename: str) -> str:
        return f"{self.FOLDER}{self.image.get_file_hash()[:8]}.{self.file.field.storage.get_valid_name(filename)}"


class SiteDocument(Credited, AbstractDocument):
    admin_form_fields = (*WagtailDocument.admin_form_fields, "credit", "licence")

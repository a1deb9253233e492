from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from courses.enums import Licence


class Credited(models.Model):
    """Whose work it is and under which licence; shown wherever it is."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True)

    class Meta:
        abstract = True


class SiteImage(Credited, AbstractImage):
    alt = models.CharField(
        _("text alternative"), max_length=250, blank=True, help_text=_("What can be seen, for those who cannot see it.")
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "alt", "credit", "licence")

    @property
    def default_alt_text(self) -> str:
        return self.alt


class Rendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class SiteDocument(Credited, AbstractDocument):
    admin_form_fields = (*WagtailDocument.admin_form_fields, "credit", "licence")

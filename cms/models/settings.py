from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home")
class OfficeSettings(BaseSiteSetting):
    """Who runs this site and how to reach them: the address block of every page, mail and certificate."""

    name = models.CharField(_("name"), max_length=160, default="INTEGRA Filder e. V.")
    street = models.CharField(_("street"), max_length=160, default="Schulstr. 3")
    town = models.CharField(_("postcode and town"), max_length=160, default="D-70794 Filderstadt")
    phone = models.CharField(_("telephone"), max_length=40, default="0711 907743-75")
    fax = models.CharField(_("fax"), max_length=40, blank=True, default="0711 907743-95")
    email = models.EmailField(_("e-mail"), default="info@mit-integra.eu")
    opening_hours = models.CharField(
        _("opening hours"),
        max_length=80,
        default="Mo-Fr 10:00-17:00",
        help_text=_("As in OpenStreetMap: Mo-Fr 10:00-17:00"),
    )

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("street"), FieldPanel("town")], heading=_("Address")),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("fax"), FieldPanel("email"), FieldPanel("opening_hours")],
            heading=_("How to reach us"),
        ),
    ]

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("office")

    @property
    def phone_uri(self) -> str:
        """The number as a `tel:` URI (RFC 3966), German numbers with +49."""
        digits = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{digits if digits.startswith('+') else '+49' + digits.removeprefix('0')}"

from http import HTTPMethod
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

LOCKED_SLUG = SynchronizedField("slug", overridable=False)


class SitePage(Page):
    """What all our pages share: a summary for teasers and search engines, and plain promotion panels.

    `overview`: the query whose answer the template shows. It is named, not imported, as Django names related models: queries stand
    above models.
    """

    overview: ClassVar[str] = ""
    allowed_http_methods: ClassVar = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    summary = models.TextField(_("summary"), max_length=300, blank=True, help_text=_("One or two sentences for lists."))

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary")]
    promote_panels: ClassVar = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")], _("Address"))
    ]
    settings_panels: ClassVar = Page.settings_panels

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        frame = import_string("cms.queries.pages.frame")(self)
        context |= {"frame": frame, "translations": frame.translations, "in_german": frame.in_german}
        if self.overview:
            context["overview"] = import_string(self.overview)(self, request)
        return context

from http import HTTPMethod
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import PageBlocks
from cms.home_permissions import HomePermissions
from cms.models.base import SitePage


class HomePage(SitePage):
    """The three doors, what is new and what is next."""

    claim = models.CharField(_("claim"), max_length=120)
    lead = models.TextField(_("lead"), max_length=400)

    overview = "cms.queries.pages.home_overview"
    template = "cms/home_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "cms.TrackPage",
        "cms.StandardPage",
        "cms.NewsIndexPage",
        "cms.EventIndexPage",
        "cms.ContactPage",
    ]
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("claim"),
        FieldPanel("lead"),
        FieldPanel("summary"),
    ]

    class Meta:
        verbose_name = _("home page")

    def permissions_for_user(self, user: Any) -> HomePermissions:
        return HomePermissions(user, self)


class StandardPage(SitePage):
    """A plain page: privacy, imprint, accessibility, help, networks."""

    body = StreamField(PageBlocks(), verbose_name=_("body"), blank=True)
    shown_in_footer = models.BooleanField(_("linked in the footer"), default=False)

    template = "cms/standard_page.html"
    parent_page_types: ClassVar = ["cms.HomePage", "cms.StandardPage"]
    subpage_types: ClassVar = ["cms.StandardPage"]
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("shown_in_footer"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")


class ContactPage(SitePage):
    """Address, telephone and the contact form, which `cms.views.contact` serves."""

    allowed_http_methods: ClassVar = [*SitePage.allowed_http_methods, HTTPMethod.POST]
    intro = models.TextField(_("intro"), max_length=600, blank=True)

    max_count_per_parent = 1
    template = "cms/contact_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("intro")]

    class Meta:
        verbose_name = _("contact page")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = import_string("cms.views.contact.contact_page")(request, self)
        return answer

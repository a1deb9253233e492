from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import PageBlocks
from cms.models.base import SitePage


class NewsIndexPage(SitePage):
    max_count_per_parent = 1
    overview = "cms.queries.pages.news_list"
    template = "cms/news_index_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.NewsPage"]
    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("news list")


class NewsPage(SitePage):
    date = models.DateField(_("date"), default=timezone.localdate)
    picture = models.ForeignKey("cms.SiteImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField(PageBlocks(), verbose_name=_("body"))

    template = "cms/news_page.html"
    parent_page_types: ClassVar = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("picture", heading=_("Picture")),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class EventIndexPage(SitePage):
    max_count_per_parent = 1
    overview = "cms.queries.pages.event_list"
    template = "cms/event_index_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.EventPage"]
    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("event list")


class EventPage(SitePage):
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    online = models.BooleanField(_("also online"), default=False)
    picture = models.ForeignKey("cms.SiteImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField(PageBlocks(), verbose_name=_("body"))

    overview = "cms.queries.pages.event_view"
    template = "cms/event_page.html"
    parent_page_types: ClassVar = ["cms.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("online")]),
        FieldPanel("summary"),
        FieldPanel("picture", heading=_("Picture")),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("starts_at")]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must come after the beginning.")})

"""News for feed readers, dates for calendars: what visitors take away from the editorial pages."""

import uuid
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.queries.localised import reader
from cms.queries.pages import NewsTeaser, event_entry, latest_news
from core.calendars import ics
from core.walltime import office_zone


class NewsFeed(Feed):
    """The latest news in the reader's language, German where a text is missing. Every address is of `SITE_URL`."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("News of Teilhabe")

    def link(self) -> str:
        return f"{settings.SITE_URL}/{reader()}/"

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("cms:news_feed")

    def items(self) -> list[NewsTeaser]:
        return latest_news(reader())

    def item_title(self, item: Any) -> str:
        return str(item.link.title)

    def item_description(self, item: Any) -> str:
        return str(item.link.summary)

    def item_link(self, item: NewsTeaser) -> str:
        return settings.SITE_URL + item.link.url

    def item_pubdate(self, item: NewsTeaser) -> datetime:
        return datetime.combine(item.date, time(), office_zone())

    item_updateddate = item_pubdate


@require_safe
def event_calendar(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One event as a file for a calendar."""
    entry = event_entry(key, reader())
    if entry is None:
        raise Http404
    response = HttpResponse(ics(entry), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(entry.summary) or "event"}.ics"'
    return response

"""News, events, plain pages and words as editors make them, in German and, where asked, in Arabic."""

import io
import itertools
from datetime import date, datetime
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale, Page

from cms.models import (
    EventIndexPage,
    EventPage,
    GlossaryTerm,
    HomePage,
    NewsIndexPage,
    NewsPage,
    SiteImage,
    StandardPage,
)
from tests.factories.pages import home, publish

_numbers = itertools.count(1)


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def arabic_home() -> HomePage:
    """The Arabic home page, a translation of the German one."""
    german = home()
    known = german.get_translations().first()
    if known:
        return known.specific
    page = HomePage(
        title="تيلهابه",
        slug="start-ar",
        claim="شاركوا",
        lead="هنا.",
        locale=locale("ar"),
        translation_key=german.translation_key,
    )
    return Page.get_first_root_node().add_child(instance=page)


def index(model: type[NewsIndexPage | EventIndexPage], title: str, slug: str) -> Any:
    return model.objects.first() or home().add_child(instance=model(title=title, slug=slug))


def news(title: str = "", on: date = date(2026, 11, 1), *, body: list[Any] | None = None, **fields: Any) -> NewsPage:
    number = next(_numbers)
    page = NewsPage(title=title or f"Nachricht {number}", slug=f"nachricht-{number}", date=on, **fields)
    page.body = page.body.stream_block.to_python(body or [{"type": "text", "value": "<p>Ein Satz.</p>"}])
    index(NewsIndexPage, "Neues", "neues").add_child(instance=page)
    publish(page)
    return page


def event(title: str, starts: datetime, ends: datetime, **fields: Any) -> EventPage:
    number = next(_numbers)
    page = EventPage(title=title, slug=f"termin-{number}", starts_at=starts, ends_at=ends, **fields)
    page.body = page.body.stream_block.to_python([{"type": "text", "value": "<p>Kommen Sie.</p>"}])
    index(EventIndexPage, "Termine", "termine").add_child(instance=page)
    publish(page)
    return page


def plain(title: str, *blocks: dict[str, Any], **fields: Any) -> StandardPage:
    page = StandardPage(title=title, slug=f"seite-{next(_numbers)}", **fields)
    page.body = page.body.stream_block.to_python(list(blocks))
    home().add_child(instance=page)
    publish(page)
    return page


def in_arabic(page: Any, title: str) -> Any:
    """A live Arabic text of a page, below the Arabic home page."""
    copy = page.__class__(
        **{
            field.name: getattr(page, field.name)
            for field in page._meta.fields
            if field.model is page.__class__ and not field.primary_key and not field.remote_field
        },
        title=title,
        slug=f"{page.slug}-ar",
        locale=locale("ar"),
        translation_key=page.translation_key,
    )
    return arabic_home().add_child(instance=copy)


def word(key: str, shown: str, explanation: str, language: str = "de", **fields: Any) -> GlossaryTerm:
    return GlossaryTerm.objects.create(key=key, word=shown, explanation=explanation, locale=locale(language), **fields)


def picture(**fields: Any) -> SiteImage:
    """A real picture of 1,600 × 900 pixels."""
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(file, "JPEG")
    return SiteImage.objects.create(title="Bild", file=ImageFile(io.BytesIO(file.getvalue()), "bild.jpg"), **fields)

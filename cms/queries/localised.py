"""Texts in the reader's language, else in German, labelled: every list and link of pages goes through here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from core.languages import SOURCE_LANGUAGE, direction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

P = TypeVar("P", bound=Page)


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads. `language`: of the title, and of the page behind it; `is_fallback`: German for want of better."""

    title: str
    url: str
    language: str
    is_fallback: bool = False
    summary: str = ""

    @property
    def dir(self) -> str:
        return direction(self.language)


def reader() -> str:
    """The reader's language."""
    return get_language() or SOURCE_LANGUAGE


def text_language(page: Page) -> str:
    """The language a page is really written in: an alias still shows its German source."""
    return SOURCE_LANGUAGE if page.alias_of_id else page.locale.language_code


def in_language(model: "type[P]", language: str, **where: Any) -> "QuerySet[P]":
    """Live pages of the language and of German, where a page without a text of its own is read; no aliases of German pages."""
    written = Q(locale__language_code=SOURCE_LANGUAGE) | Q(locale__language_code=language, alias_of=None)
    pages: Any = model._default_manager
    found: QuerySet[P] = pages.live().public().filter(written, **where).select_related("locale")
    return found


def best(pages: "Iterable[P]", language: str) -> "Iterator[P]":
    """Of each page one version, in the order given: its own text in `language`, else the German one."""
    chosen: dict[uuid.UUID, P] = {}
    for page in pages:
        if page.translation_key not in chosen or text_language(page) == language:
            chosen[page.translation_key] = page
    return iter(chosen.values())


def url_for(page: Page, language: str) -> str:
    """The page's own address, or that of its German text inside the frame of `language`."""
    if text_language(page) == language or hasattr(page, "learner_path"):
        return page.get_url() or "/"
    return reverse("cms:in_german", args=[page.translation_key])


def link(page: Page, language: str, title: str = "") -> Link:
    written = text_language(page)
    return Link(
        title=title or page.title,
        url=url_for(page, language),
        language=written,
        is_fallback=written != language,
        summary=getattr(page, "summary", ""),
    )

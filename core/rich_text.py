"""Paragraphs with headings and lists, as authors write them: cleaned on the way in and once more on the way out."""

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "h3", "h4", "ul", "ol", "li", "b", "strong", "i", "em", "br", "a", "blockquote"}


def clean(html: str) -> SafeString:
    """The same text with nothing in it but plain structure and links to web addresses."""
    return mark_safe(  # noqa: S308 - cleaned here
        nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})
    )


def words(html: str) -> str:
    """The bare words, to see whether there are any."""
    return nh3.clean(html, tags=set()).strip()

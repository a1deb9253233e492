"""Texts of pages: explained words, the German beside, what there is to download."""

import re
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.queries import words as queries
from cms.queries.localised import reader
from cms.words import MARK
from courses.enums import Licence

register = template.Library()


@register.simple_tag
def page_words(*streams: Any) -> queries.Words:
    """The hard words of some stream fields, for `explained` and the list at the page's end. One query."""
    return queries.words_of(streams, reader())


@register.simple_tag(takes_context=True)
def explained(context: Context, text: Any) -> SafeString:
    """A rich text whose marked words lead to their explanation in `words`; a word without one stands as plain text."""
    known = context.get("words")
    known = known if isinstance(known, queries.Words) else queries.Words()

    def mark(match: re.Match[str]) -> str:
        if match[1] not in known:
            return match[2]
        return f'<a class="word-note" id="{known.mark(match[1])}" href="#word-{match[1]}">{match[2]}</a>'

    return mark_safe(MARK.sub(mark, str(text)))  # noqa: S308 - rich text is clean, keys are letters, digits and hyphens


@register.simple_tag(takes_context=True)
def german_of(context: Context, value: Any) -> Any:
    """The German text of a block shown in another language, found by the block's id; none where the page is German itself."""
    german, own = context.get("german_body"), getattr(context.get("page"), "body", None)
    if not german or own is None or german is own:
        return None
    ids = {child.id: child.value for child in german}
    return next((ids.get(child.id) for child in own if child.value is value), None)


@register.filter
def licence_link(code: str) -> SafeString | str:
    """A Creative Commons licence by its SPDX identifier, with the address of its deed."""
    if code not in Licence.values:
        return ""
    kind, version = code.removeprefix("CC-").lower().rsplit("-", 1)
    path = "publicdomain/zero" if code == Licence.ZERO else f"licenses/{kind}"
    deed = f"https://creativecommons.org/{path}/{version}/"
    return format_html('<a rel="license noopener" href="{}">{}</a>', deed, Licence(code).label)

"""The furniture of every page, kept for as long as nothing that visitors see has changed."""

import hashlib
from pathlib import Path

from django import template
from django.core.cache import cache

from cms import generation
from cms.queries import furniture as queries
from cms.queries.localised import Link, reader

register = template.Library()

# A new release reads anew: what an older one kept has another shape.
SHAPE = hashlib.sha256(Path(queries.__file__).read_bytes()).hexdigest()[:12]


@register.simple_tag
def furniture() -> queries.Furniture:
    """Doors, links, office and funders in the reader's language."""
    language = reader()
    key = f"cms:furniture:{SHAPE}:{generation.current()}:{language}"
    known: queries.Furniture | None = cache.get(key)
    if known is None:
        known = queries.furniture(language)
        cache.set(key, known, 3600)
    return known


@register.simple_tag
def privacy_notice() -> Link | None:
    """The page that says what is kept and why; none before an editor has written one."""
    return furniture().privacy

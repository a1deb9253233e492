"""The furniture of every page, kept for as long as nothing that visitors see has changed."""

from django import template

from cms import generation
from cms.queries import furniture as queries
from cms.queries.localised import Link, reader

register = template.Library()


@register.simple_tag
def furniture() -> queries.Furniture:
    """Doors, links, office and funders in the reader's language."""
    language = reader()
    return generation.kept(("furniture", language), lambda: queries.furniture(language))


@register.simple_tag
def privacy_notice() -> Link | None:
    """The page that says what is kept and why; none before an editor has written one."""
    return furniture().privacy

"""Names of languages in their own script."""

from django import template

from core.languages import KNOWN, direction

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """The name of a language as its readers write it."""
    known = KNOWN.get(code)
    return known.name if known else code


@register.filter
def language_direction(code: str) -> str:
    return direction(code)

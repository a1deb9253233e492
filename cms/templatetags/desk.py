"""What our words add to Wagtail's own pages of the desk."""

from typing import Any

from django import template
from wagtail.models import Page

from cms.queries.change import change_of_leaving

register = template.Library()


@register.inclusion_tag("cms/admin/_leaving.html")
def what_leaves(page: Page, to: Page | None = None) -> dict[str, Any]:
    """“What this changes for whom”, where a page is about to leave its place."""
    return {"changes": change_of_leaving(page, to)}

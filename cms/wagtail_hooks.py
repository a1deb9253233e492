"""Everything that is registered with Wagtail's admin, in one readable file."""

from typing import Any

from wagtail import hooks

from cms.choosers import activity_chooser_viewset


@hooks.register("register_admin_viewset")
def choosers() -> Any:
    return activity_chooser_viewset

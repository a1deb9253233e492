"""Editors write the home page.

Wagtail's rights go down the tree: given at the home page, they would hold for every course below it. So this one is given by the
page itself, and for itself alone.
"""

from typing import TYPE_CHECKING, Any

from wagtail.models import PagePermissionTester

from core.languages import SOURCE_LANGUAGE
from people.enums import Role
from people.policies import has_role

if TYPE_CHECKING:
    from cms.models import HomePage

WRITE = {"change", "publish"}


class HomePermissions(PagePermissionTester):
    """What somebody may do with the home page: an editor changes and publishes the German one, and no more."""

    def __init__(self, user: Any, page: "HomePage") -> None:
        super().__init__(user, page)
        in_tree: set[str] = getattr(self, "permissions", WRITE)  # those of a superuser are not listed
        self.is_lent = (
            not in_tree & WRITE and page.locale.language_code == SOURCE_LANGUAGE and has_role(user, Role.EDITOR)
        )
        if self.is_lent:
            self.permissions = in_tree | WRITE

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.is_lent and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return not self.is_lent and super().can_unpublish()

    def can_publish_subpage(self) -> bool:
        return not self.is_lent and super().can_publish_subpage()

    def can_reorder_children(self) -> bool:
        return not self.is_lent and super().can_reorder_children()

    def can_set_view_restrictions(self) -> bool:
        return not self.is_lent and super().can_set_view_restrictions()

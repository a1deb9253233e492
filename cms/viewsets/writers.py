"""Who writes banks, items, checks and tests: by roles and `assessments.policies`, not by boxes in the groups' form."""

from typing import TYPE_CHECKING, Any

from wagtail.permission_policies import BasePermissionPolicy

from assessments.policies import WRITERS, may_write
from people.models import Account
from people.policies import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet


class WritersPolicy(BasePermissionPolicy):
    """Authors and trainers look, add and change; nothing is deleted. Which ones, each policy says per row."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return action in ("view", "add", "change", "choose") and may_write(user)

    def users_with_any_permission(self, actions: Any) -> "QuerySet[Account]":
        writers = Account.objects.filter(is_active=True, groups__name__in=WRITERS)
        return writers.distinct() if {"view", "add", "change"} & set(actions) else writers.none()

"""Who works at the office."""

from typing import TYPE_CHECKING

from people.enums import Role
from people.models import Account

if TYPE_CHECKING:
    from django.db.models import QuerySet


def mail_readers() -> "QuerySet[Account]":
    """Coordinators who read mail: they hear of what waits for the office."""
    return Account.objects.filter(is_active=True, groups__name=Role.COORDINATOR, email__contains="@")

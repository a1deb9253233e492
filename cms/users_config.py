"""Wagtail's user management with our accounts instead of its own forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "cms.viewsets.accounts.AccountViewSet"

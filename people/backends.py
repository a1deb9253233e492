"""Signing in by allauth; the person comes with the account, so that a page asks once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from people.models import Account


class AuthenticationBackend(AllauthBackend):
    def get_user(self, user_id: Any) -> Account | None:
        found = Account.objects.select_related("person__identity").filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None

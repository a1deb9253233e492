"""What allauth tells: one line each, the rest is the domain's."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.dispatch import receiver
from django.http import HttpRequest

from core import clock
from people.domain import account as accounts


@receiver(email_confirmed)
def confirmed(request: HttpRequest, email_address: EmailAddress, **_kwargs: Any) -> None:
    match = request.resolver_match
    accounts.email_confirmed(
        account=email_address.user,
        email=email_address.email,
        by_code=bool(match and match.url_name == "account_confirm_login_code"),
        at=clock.now(),
    )

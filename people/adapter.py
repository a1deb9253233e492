"""How allauth behaves here: what it says, what its links begin with, where it leads."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import limits
from core.languages import SOURCE_LANGUAGE
from core.mail import compose
from core.views import stays_here
from people.domain import account as accounts
from people.models import Account

WRONG = _(
    "User name and password do not fit together. Please look at both once more, or let us send you a code by e-mail. "
    "Without e-mail: ask your trainer, or call us."
)


class AccountAdapter(DefaultAccountAdapter):
    """How sign-up and sign-in behave here."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": _("This is not your password. Please try again."),
        "enter_current_password": _("This is not your present password. Please try again."),
        "incorrect_code": _("This is not the code. Please look at it once more, or let us send you a new one."),
        "too_many_login_attempts": _("That was too many tries. Please wait five minutes and try again."),
        "rate_limited": _("That was too many tries. Please wait five minutes and try again."),
        "duplicate_email": _("You have entered this address already."),
        "unverified_primary_email": _("Please confirm this address first, by the link in our e-mail."),
        "max_email_addresses": _("You can enter up to %d addresses. Please remove one first."),
    }

    def is_safe_url(self, url: str | None) -> bool:
        """`next` never leaves this host, not even for another host of ours."""
        return bool(url) and stays_here(allauth_context.request, str(url))

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.address(request) or "unknown"

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Account):
            accounts.signed_out(account=request.user)
        super().logout(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Text and HTML of one template; every link begins with the site's own address, whatever host was asked."""
        request = allauth_context.request
        asked = request.build_absolute_uri("/")[:-1]
        words = {
            name: settings.SITE_URL + value.removeprefix(asked)
            if isinstance(value, str) and value.startswith(asked)
            else value
            for name, value in context.items()
        }
        super().send_mail(template_prefix, email, words)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        people = [email] if isinstance(email, str) else email
        mail = compose(template_prefix, to=people, language=get_language() or SOURCE_LANGUAGE, context=context)
        mail.extra_headers.update(headers or {})
        return mail

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: its names on the owner's phone, its messages."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code. A new one appears in your app every 30 seconds; please try that one."
        ),
        "unverified_email": _("Please confirm your e-mail address first, by the link in our e-mail."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes belong to a second factor. Please set up an app or a key first."
        ),
    }

    def _get_site_name(self) -> str:
        return f"{settings.WAGTAIL_SITE_NAME} ({urlsplit(settings.SITE_URL).hostname})"

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

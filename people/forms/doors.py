"""allauth's forms in our words, each with a limit of its own on guessing."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from core import limits
from people.forms.shared import guard
from people.models import Account


def from_here() -> str:
    return limits.address(context.request)


def own_device_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("This is my own phone or computer: keep me signed in."),
        required=False,
        initial=True,
    )


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail"),
            max_length=254,
            error_messages={"required": _("Please write your user name or your e-mail address.")},
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            max_length=200,
            error_messages={"required": _("Please write your password.")},
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        )
        self.fields["remember"] = own_device_field()
        self.order_fields(["login", "password", "remember"])

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            who = self.cleaned_data["login"].casefold()
            guard("sign-in", from_here(), limit=40, minutes=5)
            guard("sign-in", f"{who}|{from_here()}", limit=10, minutes=15)
            guard("sign-in", who, limit=60, minutes=15)  # from wherever: a stranger alone cannot use this up
        return super().clean() or {}


class EmailMixin(forms.Form):
    """The field in our words, and limits on mails: a stranger alone cannot use up those to somebody else's address."""

    door = "mail"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        guard(self.door, from_here(), limit=30, minutes=15)
        guard(self.door, f"{email}|{from_here()}", limit=5, minutes=15)
        guard(self.door, email, limit=20, minutes=15)  # from wherever: nobody's letter box is flooded
        cleaned: str = super().clean_email()  # type: ignore[misc]
        return cleaned


class AskForCodeForm(EmailMixin, account_forms.RequestLoginCodeForm):
    door = "code-mail"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"] = own_device_field()

    def clean_email(self) -> str:
        email = super().clean_email().lower()
        self._user = self.owner(email)
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("remember"):
            context.request.session.set_expiry(0)
        return cleaned

    @staticmethod
    def owner(email: str) -> Account | None:
        """Who signs in by a code sent to `email`: who confirmed it; else who has no password, the youngest account first.

        An account with a password whose address was never confirmed is left out: anybody could have typed that address.
        """
        accounts = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        if EmailAddress.objects.filter(email=email, verified=True).exists():
            return accounts[0] if accounts else None
        open_ones = [account for account in accounts if not account.has_usable_password()]
        return max(open_ones, key=lambda account: account.pk, default=None)


class ForgottenPasswordForm(EmailMixin, account_forms.ResetPasswordForm):
    door = "reset-mail"


class CodeMixin(forms.Form):
    door = "code"
    label = _("Code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "characters", "dir": "ltr"}
        self.fields["code"] = forms.CharField(label=self.label, max_length=64, widget=forms.TextInput(attrs=attributes))

    def clean_code(self) -> str:
        guard(self.door, from_here(), limit=30, minutes=5)
        cleaned: str = super().clean_code()  # type: ignore[misc]
        return cleaned


class TypeCodeForm(CodeMixin, account_forms.ConfirmLoginCodeForm):
    label = _("The code from our e-mail")


class SecondFactorMixin(CodeMixin):
    door = "second-factor"
    label = _("Code from your app, or a recovery code")
    user: Account

    def clean_code(self) -> str:
        guard(self.door, f"account|{self.user.pk}", limit=10, minutes=15)  # only who knows the password comes this far
        return super().clean_code()


class SecondFactorForm(SecondFactorMixin, mfa_forms.AuthenticateForm):
    pass


class SecondFactorAgainForm(SecondFactorMixin, mfa_forms.ReauthenticateForm):
    pass


class SetUpAppForm(CodeMixin, ActivateTOTPForm):
    door = "second-factor"


class PasswordAgainForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["password"].label = _("Your password")

    def clean_password(self) -> str:
        guard("sign-in", from_here(), limit=40, minutes=5)
        cleaned: str = super().clean_password()
        return cleaned


class NewPasswordMixin(forms.Form):
    """One field, typed once: what was typed can be shown by the browser, and a lost password is made anew by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _("At least 8 letters, digits or signs.")
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].label = _("Present password")
            self.fields["oldpassword"].help_text = ""


class ChangePasswordForm(NewPasswordMixin, account_forms.ChangePasswordForm):
    pass


class SetPasswordForm(NewPasswordMixin, account_forms.SetPasswordForm):
    pass


class NewPasswordForm(NewPasswordMixin, account_forms.ResetPasswordKeyForm):
    pass


class AddEmailForm(EmailMixin, account_forms.AddEmailForm):
    door = "add-mail"


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("For your own list, e.g. “My phone”.")


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")

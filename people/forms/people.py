"""Forms about people: signing up, being entered by staff, names."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages import KNOWN, SOURCE_LANGUAGE
from people.forms.shared import ContactField
from people.models import Account


def language_choices() -> list[tuple[str, str]]:
    """The offered languages, each in its own script."""
    return [(code, KNOWN[code].name) for code, _name in settings.LANGUAGES]


def present_language() -> str:
    return get_language() or SOURCE_LANGUAGE


class SignUpForm(forms.Form):
    """Everything on one screen; only the name and the age are asked, all else may stay as it is."""

    MORE = ("language", "username", "password")

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it yourself, in any script."),
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    contact = ContactField(
        label=_("E-mail or telephone (if you like)"),
        help_text=_(
            "So that we can tell you about dates. With an e-mail address you can also sign in by a code that we send you."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    of_age = forms.BooleanField(
        label=_("I am 16 or older."),
        error_messages={
            "required": _("Please tick this if you are 16 or older. If you are younger, please call us first.")
        },
    )
    own_device = forms.BooleanField(
        label=_("This is my own phone or computer: keep me signed in."),
        help_text=_("Please take the tick away if other people use this device, too."),
        required=False,
        initial=True,
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, initial=present_language)
    username = forms.CharField(
        label=_("User name (if you want to choose one)"),
        max_length=60,
        required=False,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Otherwise we make one that is easy to remember."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Password (if you want to choose one)"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_("At least 8 letters, digits or signs."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_username(self) -> str:
        return Account.normalize_username(self.cleaned_data["username"])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    def has_wrong_choices(self) -> bool:
        """Whether one of the folded fields needs another look."""
        return any(name in self.errors for name in self.MORE)


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As you write it yourself, in any script."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("As it stands on papers. It is printed on certificates."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


class EnterPersonForm(NameForm):
    """A person whom staff enter: no account, no password."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As the person writes it, in any script."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    contact = ContactField(label=_("E-mail or telephone"), widget=forms.TextInput(attrs={"dir": "ltr"}))
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, initial=present_language)


def typed(form: forms.Form) -> dict[str, Any]:
    """What a sign-up form says, as `people.domain.person.sign_up` asks for it."""
    return {name: form.cleaned_data[name] for name in ("key", "name", "contact", "language", "username", "password")}

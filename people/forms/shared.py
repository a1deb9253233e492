"""What every form of this app shares: a limit on guessing, a refusal shown at its field, one way of contact."""

import re

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from core import limits
from core.errors import DomainError, TooManyTries
from core.ids import EASTERN_DIGITS
from people.domain.person import Contact
from people.enums import ContactKind

PHONE = re.compile(r"\+?[0-9]{4,17}")
BETWEEN_DIGITS = str.maketrans("", "", " ()-/.\u00a0\u202f")


def guard(door: str, who: str, *, limit: int, minutes: int) -> None:
    """Takes a place at a door that guesses; raises a validation error in the reader's words when there is none."""
    try:
        limits.take(door, who, limit=limit, minutes=minutes)
    except TooManyTries as error:
        raise forms.ValidationError(str(error), code="too_many_tries") from error


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Shows a refusal at the field it names, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


class ContactField(forms.CharField):
    """An e-mail address or a telephone number, in one field; empty where none is wished."""

    default_error_messages = {
        "neither": _(
            "Please write an e-mail address (name@example.org) or a telephone number (0711 123456), or leave it empty."
        )
    }

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=254, required=False, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> Contact | None:
        typed: str = super().clean(value)
        if not typed:
            return None
        if "@" in typed:
            try:
                validate_email(typed)
            except forms.ValidationError as error:
                raise forms.ValidationError(self.error_messages["neither"], code="neither") from error
            return Contact(ContactKind.EMAIL, typed.lower())
        number = typed.translate(EASTERN_DIGITS).translate(BETWEEN_DIGITS)
        if not PHONE.fullmatch(number):
            raise forms.ValidationError(self.error_messages["neither"], code="neither")
        return Contact(ContactKind.PHONE, number)

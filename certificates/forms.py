from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certificates.names import LIMIT, PrintedNames


class NameForm(forms.Form):
    """How a name is printed, in each script wanted, and in which language the paper is."""

    latin_name = forms.CharField(
        label=_("Your name in Latin letters"),
        max_length=LIMIT,
        help_text=_("As in a passport or on a letter from an office."),
    )
    native_name = forms.CharField(
        label=_("Your name in your own script"),
        max_length=LIMIT,
        required=False,
        help_text=_("It is printed as well. Leave it empty if your script is the Latin one."),
    )
    language = forms.ChoiceField(label=_("Language of the certificate"), choices=settings.LANGUAGES)

    @property
    def names(self) -> PrintedNames:
        """What was typed. Only after `is_valid()`."""
        return PrintedNames(self.cleaned_data["latin_name"], self.cleaned_data["native_name"])


class CodeForm(forms.Form):
    """The code beside the QR code of a certificate."""

    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("Three times five letters, below the QR code."))


class NumberForm(forms.Form):
    """Number and family name, together only."""

    number = forms.CharField(label=_("Number"), max_length=30, help_text=_("For example T-2026-7K4F3."))
    family_name = forms.CharField(label=_("Family name as printed"), max_length=200)

import base64
import binascii
import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.domain.template import shrunk
from certificates.enums import Reason
from certificates.errors import PictureUnreadable
from certificates.models import Template
from certificates.names import LIMIT, PrintedNames
from core.languages import SOURCE_LANGUAGE


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
    language = forms.ChoiceField(
        label=_("Language of the certificate"),
        help_text=_("For an office or an employer in Germany, German is the right choice: they have to read it."),
    )

    def __init__(self, data: Any, *, template: Template, known: PrintedNames, wished: str) -> None:
        """`template`: whose languages are offered; `known`: what is proposed; `wished`: the reader's language."""
        offered = [(text.locale, text.get_locale_display()) for text in template.texts.all()]
        language = wished if wished in dict(offered) else SOURCE_LANGUAGE
        initial = {"latin_name": known.latin, "native_name": known.native, "language": language}
        super().__init__(data, initial=initial)
        self.fields["language"].choices = offered  # type: ignore[attr-defined]

    @property
    def names(self) -> PrintedNames:
        """What was typed. Only after `is_valid()`."""
        return PrintedNames(self.cleaned_data["latin_name"], self.cleaned_data["native_name"])


class ReplaceForm(NameForm):
    """A new paper in place of one that is there, and why; the person reads the reason."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "–"), *Reason.choices])


class CodeForm(forms.Form):
    """The code beside the QR code of a certificate."""

    code = forms.CharField(
        label=_("Code"), max_length=60, help_text=_("Three times five letters or digits, below the QR code.")
    )


class NumberForm(forms.Form):
    """Number and family name, together only."""

    number = forms.CharField(label=_("Number"), max_length=30, help_text=_("For example T-2026-7K4F3."))
    family_name = forms.CharField(label=_("Family name as printed"), max_length=200)


class PictureInput(forms.ClearableFileInput):
    """A file, or none; with the present picture beside it, which travels along when the form is shown again."""

    template_name = "certificates/admin/picture.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        context["widget"]["present"] = base64.b64encode(value).decode() if value else ""
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Any:
        if upload := files.get(name):
            return upload
        if data.get(f"{name}-clear"):
            return None
        try:
            return io.BytesIO(base64.b64decode(data.get(f"{name}-present", ""), validate=True))
        except binascii.Error:
            return None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class PictureField(forms.Field):
    """Becomes the bytes of a small PNG, or nothing."""

    widget = PictureInput

    def to_python(self, value: Any) -> bytes:
        if isinstance(value, bytes) or not value:
            return value or b""
        value.seek(0)
        if not value.read(1):
            return b""
        value.seek(0)
        try:
            return shrunk(value)
        except PictureUnreadable as error:
            raise forms.ValidationError(str(error)) from error

    def bound_data(self, data: Any, initial: Any) -> bytes:
        """What is shown again after an error elsewhere: the picture just chosen, if it can be read."""
        try:
            return self.to_python(data)
        except forms.ValidationError:
            return bytes(initial or b"")

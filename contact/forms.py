"""What people write to the office, and what staff answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from contact.domain.message import Letter
from contact.errors import ConsentOutdated
from contact.models import LONGEST
from core.inputs import LineField
from core.languages import KNOWN, SOURCE_LANGUAGE, direction
from core.submissions import SubmissionField
from people.enums import ContactKind
from people.forms.shared import ContactField
from people.models import ConsentText

NEITHER = _("Please write an e-mail address (name@example.org) or a telephone number (0711 123456).")


class ContactForm(forms.Form):
    """Name, a way to reach, a message, a tick. `website` is seen by machines only."""

    submission = SubmissionField()
    words = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = LineField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    reach = ContactField(
        label=_("E-mail or telephone"),
        help_text=_("How we can answer you. One of the two is enough."),
        error_messages={"neither": NEITHER, "required": NEITHER},
    )
    text = forms.CharField(
        label=_("Your message"),
        help_text=_("In whichever language you like."),
        max_length=LONGEST,
        error_messages={"required": _("Please write what it is about. A few words are enough.")},
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    consent = forms.BooleanField(
        label=_("I have read this and agree."),
        error_messages={"required": _("Please tick this: without your consent we may not keep your message.")},
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}), max_length=500
    )

    def __init__(self, *args: Any, consent: ConsentText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = consent
        self.fields["words"].initial = consent.pk
        if self.is_bound and self.data.get("words") != str(consent.pk):
            self._ask_again()
        reach = self.fields["reach"]
        reach.required = reach.widget.is_required = True
        self.fields["consent"].help_text = format_html(
            '<span lang="{}" dir="{}">{}</span>', consent.locale, direction(consent.locale), consent.text
        )

    def _ask_again(self) -> None:
        """A tick below other words than those of today does not count."""
        data: Any = self.data
        self.data = data = data.copy()
        data.pop("consent", None)
        data["words"] = str(self.current.pk)
        self.fields["consent"].error_messages["required"] = ConsentOutdated.message

    def letter(self, language: str) -> Letter:
        typed = self.cleaned_data
        reach = typed["reach"]
        is_email = reach.kind == ContactKind.EMAIL
        return Letter(
            name=typed["name"],
            text=typed["text"],
            language=language,
            email=reach.value if is_email else "",
            phone="" if is_email else reach.value,
        )


class WordsForm(forms.Form):
    """The words of consent, one field a language. `replaces`: the version they were opened from."""

    replaces = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)

    def __init__(self, *args: Any, known: Mapping[str, ConsentText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaces"].initial = max((text.version for text in known.values()), default=0)
        for code, _name in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=KNOWN[code].name,
                initial=known[code].text if code in known else "",
                required=code == SOURCE_LANGUAGE,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code, "dir": direction(code)}),
            )

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code, _name in settings.LANGUAGES}


class AnswerForm(forms.Form):
    submission = SubmissionField()
    text = forms.CharField(
        label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"})
    )

"""An activity as an author writes it: its words in every language, and what its kind asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.widgets.chooser import BaseChooser

from core.languages import KNOWN, SOURCE_LANGUAGE
from courses import installed_kinds
from courses.activity_types import TextField, Writing
from courses.domain import activity as activities
from courses.domain.activity import Words
from courses.models import Activity
from people.policies import Actor

RICH_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul"]
LONGEST_LINE = 300


class KindForm(forms.Form):
    """Which kind of activity is to be made."""

    kind = forms.ChoiceField(label=_("What shall learners do?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]


def kinds() -> list[tuple[str, Any]]:
    return [(kind.key, kind.label) for kind in installed_kinds.installed()]


@dataclass(frozen=True)
class Part:
    """The fields of one language, or (without one) of the kind's own settings."""

    heading: str
    fields: list[Any]
    language: str = ""
    is_open: bool = False


class ActivityForm(forms.Form):
    """Fields `title_<language>` and `<word>_<language>`; the kind's own form stands beside it under `config`.

    `in_dialog`: choosers become plain lists, since a dialog opens no second one.
    """

    def __init__(
        self, kind: str, activity: Activity | None = None, data: Any = None, *, for_user: Actor, in_dialog: bool = False
    ) -> None:
        super().__init__(data)
        self.kind, self.type = kind, installed_kinds.get(kind)
        self.languages = [code for code, _name in settings.LANGUAGES]
        for code in self.languages:
            self._add_words(code)
        self.initial = _initial(activity)
        config = activity.config if activity else {}
        form = self.type.config_form
        initial = (form.initial_of(config) or None) if form else None
        self.config = form(data, initial=initial, prefix="config", for_user=for_user) if form else None
        if in_dialog and self.config:
            for field in self.config.fields.values():
                _without_chooser(field)

    @property
    def media(self) -> Any:
        return super().media + self.config.media if self.config else super().media

    def _add_words(self, code: str) -> None:
        attributes = {"lang": code, "dir": KNOWN[code].direction}
        is_german = code == SOURCE_LANGUAGE
        self.fields[f"title_{code}"] = forms.CharField(
            label=_("Title"), max_length=200, required=is_german, widget=forms.TextInput(attributes)
        )
        for word in self.type.text_fields:
            self.fields[f"{word.name}_{code}"] = _word_field(word, attributes)

    def parts(self) -> list[Part]:
        """What stands together on the page: German, the kind's settings, then each other language."""
        first, *others = [self._language(code) for code in self.languages]
        own = [Part(str(_("Settings")), list(self.config), is_open=True)] if self.config else []
        return [first, *own, *others]

    def _language(self, code: str) -> Part:
        names = [f"title_{code}", *(f"{word.name}_{code}" for word in self.type.text_fields)]
        fields = [self[name] for name in names]
        is_open = code == SOURCE_LANGUAGE or any(field.errors for field in fields)
        return Part(KNOWN[code].name, fields, code, is_open)

    def is_valid(self) -> bool:
        own = self.config is None or self.config.is_valid()
        if super().is_valid() and own:
            self._judge()
        return self.is_bound and own and not self.errors and not (self.config and self.config.errors)

    def _judge(self) -> None:
        """What the kind says about it, each at its field."""
        for issue in activities.issues(kind=self.kind, config=self.own_config(), words=self.words()):
            name = issue.field or ""
            if self.config and name in self.config.fields:
                self.config.add_error(name, issue.message)
            else:
                german = f"{name}_{SOURCE_LANGUAGE}"
                self.add_error(german if german in self.fields else None, issue.message)

    def own_config(self) -> dict[str, Any]:
        return self.config.to_config() if self.config else {}

    def words(self) -> dict[str, Words]:
        data = self.cleaned_data
        return {
            code: Words(
                data[f"title_{code}"], {word.name: data[f"{word.name}_{code}"] or "" for word in self.type.text_fields}
            )
            for code in self.languages
        }


def _word_field(word: TextField, attributes: Mapping[str, str]) -> forms.CharField:
    field = forms.CharField(label=word.label, help_text=word.help_text, required=False)
    if word.writing == Writing.RICH:
        field.widget = get_rich_text_editor_widget(features=RICH_FEATURES)
    elif word.writing == Writing.PLAIN:
        field.widget = forms.Textarea({**attributes, "rows": 3})
    else:
        field.max_length = LONGEST_LINE
        field.widget = forms.TextInput({**attributes, "maxlength": LONGEST_LINE})
    return field


def _initial(activity: Activity | None) -> dict[str, Any]:
    if activity is None:
        return {}
    texts = activity.config.get("text") or {}
    found = {f"title_{SOURCE_LANGUAGE}": activity.title}
    found |= {f"{name}_{SOURCE_LANGUAGE}": value for name, value in texts.items()}
    for row in activity.texts.all():
        found[f"title_{row.locale}"] = row.title
        found |= {f"{name}_{row.locale}": value for name, value in row.text.items()}
    return found


def _without_chooser(field: forms.Field) -> None:
    if isinstance(field, forms.ModelChoiceField) and isinstance(field.widget, BaseChooser):
        field.widget = forms.Select()
        extension = getattr(field, "extension", "")
        if extension and field.queryset is not None:
            field.queryset = field.queryset.filter(file__iendswith=f".{extension}")
        field.widget.choices = field.choices

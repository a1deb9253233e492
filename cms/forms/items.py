"""An item as an author writes it: one form per kind, with the words of every language."""

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from assessments.drafts import LIMITS, MOST_CHOICES, ItemDraft, Problem, TextDraft, problems
from assessments.enums import CHOICE_KINDS, ItemKind
from assessments.models import ItemBank
from core.languages import KNOWN, SOURCE_LANGUAGE

OFFERED_CHOICES = 4


class WhereForm(forms.Form):
    """Which bank a new item goes into, and of what kind it is."""

    bank = forms.ModelChoiceField(ItemBank.objects.none(), label=_("Item bank"), empty_label=None)
    kind = forms.ChoiceField(label=_("How do learners answer?"), choices=ItemKind.choices, widget=forms.RadioSelect)

    def __init__(self, banks: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].queryset = banks  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """One choice in one language."""

    key: str
    field: Any


@dataclass(frozen=True)
class Part:
    """The fields of one language."""

    language: str
    heading: str
    fields: list[Any]
    rows: list[Row]
    is_open: bool


class ItemForm(forms.Form):
    """Fields by language: `prompt_de`, `explanation_de`, `accepted_de`, `choice_a_de`, `picture_alt_de`."""

    key = forms.CharField(
        label=_("Number"), max_length=60, help_text=_("By which you find it again, such as “council-4”.")
    )
    points = forms.DecimalField(label=_("Points"), max_digits=5, decimal_places=2, initial=1, localize=True)
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=500,
        help_text=_("Words by which tests draw, with commas between: module-1, council"),
    )
    picture: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, widget=AdminImageChooser, required=False, label=_("Picture")
    )

    def __init__(self, kind: str, draft: ItemDraft | None = None, tags: Iterable[str] = (), data: Any = None) -> None:
        super().__init__(data, initial=_initial(draft, tags) if draft else None)
        self.kind = kind
        self.is_choice = kind in CHOICE_KINDS
        present = [text.locale for text in draft.texts] if draft else []
        self.languages = list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *present]))
        self.choices = _choice_keys(draft) if self.is_choice else []
        self.fields["picture"].queryset = get_image_model().objects.all()  # type: ignore[attr-defined]
        if draft:
            del self.fields["key"]
        self._add_key()
        for code in self.languages:
            self._add_words(code)

    def _add_key(self) -> None:
        if self.is_choice:
            self.fields["correct"] = forms.MultipleChoiceField(
                label=_("Right"),
                choices=[(key, key) for key in self.choices],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        elif self.kind == ItemKind.TRUE_FALSE:
            self.fields["truth"] = forms.TypedChoiceField(
                label=_("The statement is"),
                choices=[("true", _("true")), ("false", _("false"))],
                coerce=lambda value: value == "true",
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        elif self.kind == ItemKind.NUMBER:
            self.fields["value"] = forms.DecimalField(label=_("Right number"), required=False, localize=True)
            self.fields["tolerance"] = forms.DecimalField(
                label=_("Tolerance"),
                required=False,
                localize=True,
                help_text=_("How far off still counts as right, up and down; empty: not at all."),
            )

    def _add_words(self, code: str) -> None:
        attributes = {"lang": code, "dir": KNOWN[code].direction}
        area = forms.Textarea({**attributes, "rows": 2})
        self._add(f"prompt_{code}", _("Question"), "prompt", area)
        for key in self.choices:
            label = _("Choice %(letter)s") % {"letter": key}
            self._add(f"choice_{key}_{code}", label, "choice", forms.TextInput(attributes))
        if self.kind == ItemKind.SHORT_TEXT:
            self.fields[f"accepted_{code}"] = forms.CharField(
                label=_("Right answers"), required=False, widget=area, help_text=_("One on each line.")
            )
        explanation = forms.Textarea({**attributes, "rows": 3})
        self._add(f"explanation_{code}", _("Explanation"), "explanation", explanation)
        self._add(f"picture_alt_{code}", _("What the picture shows"), "picture_alt", forms.TextInput(attributes))

    def _add(self, name: str, label: Any, limit: str, widget: forms.Widget) -> None:
        self.fields[name] = forms.CharField(label=label, required=False, max_length=LIMITS[limit], widget=widget)

    def parts(self) -> Iterator[Part]:
        for code in self.languages:
            rows = [Row(key, self[f"choice_{key}_{code}"]) for key in self.choices]
            names = [
                "prompt",
                *(["accepted"] if self.kind == ItemKind.SHORT_TEXT else []),
                "explanation",
                "picture_alt",
            ]
            fields = [self[f"{name}_{code}"] for name in names]
            has_error = any(field.errors for field in [*fields, *(row.field for row in rows)])
            is_open = code == SOURCE_LANGUAGE or has_error
            yield Part(code, KNOWN[code].name, fields, rows, is_open)

    def settings_fields(self) -> list[Any]:
        """What is the same in all languages; which choice is right stands beside the choices."""
        names = ("truth", "value", "tolerance", "key", "points", "tags", "picture")
        return [self[name] for name in names if name in self.fields]

    def marked(self) -> set[str]:
        """The choices that are ticked now."""
        return set(self["correct"].value() or ())

    def clean_tags(self) -> list[str]:
        names = [name.strip().lower() for name in self.cleaned_data["tags"].split(",") if name.strip()]
        slug = forms.SlugField(max_length=60)
        try:
            return [slug.clean(name) for name in dict.fromkeys(names)]
        except forms.ValidationError as error:
            raise forms.ValidationError(
                _("Tags are words of letters a–z, digits and hyphens, with commas between.")
            ) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in problems(self.draft()):
                self.add_error(self.field_of(problem), problem.message)
        return data

    def draft(self) -> ItemDraft:
        data = self.cleaned_data
        used = [key for key in self.choices if any(data[f"choice_{key}_{code}"].strip() for code in self.languages)]
        picture = data.get("picture")
        return ItemDraft(
            kind=self.kind,
            texts=tuple(self._texts(used)),
            points=data["points"],
            choices=tuple(used),
            correct=frozenset(data.get("correct") or ()),
            truth=data.get("truth"),
            value=data.get("value"),
            tolerance=data.get("tolerance") or Decimal(0),
            picture=picture.pk if picture else None,
        )

    def _texts(self, used: list[str]) -> Iterator[TextDraft]:
        """German, and every other language in which anything was written."""
        for code in self.languages:
            said = {
                name: self.cleaned_data.get(f"{name}_{code}", "").strip()
                for name in ("prompt", "explanation", "accepted", "picture_alt")
            }
            choices = {key: self.cleaned_data[f"choice_{key}_{code}"].strip() for key in used}
            if code == SOURCE_LANGUAGE or any(said.values()) or any(choices.values()):
                lines = tuple(dict.fromkeys(line.strip() for line in said["accepted"].splitlines() if line.strip()))
                yield TextDraft(code, said["prompt"], said["explanation"], choices, lines, said["picture_alt"])

    def field_of(self, problem: Problem) -> str | None:
        """The field at which a problem of the draft is mended."""
        code = problem.locale or SOURCE_LANGUAGE
        if problem.field in ("choices", "choice"):
            return next((name for name in self._empty_choices(code)), f"choice_{self.choices[0]}_{code}")
        names = (f"{problem.field}_{code}", problem.field)
        return next((name for name in names if name in self.fields), None)

    def _empty_choices(self, code: str) -> Iterator[str]:
        for key in self.choices:
            written = any(self.cleaned_data.get(f"choice_{key}_{other}") for other in self.languages)
            if written and not self.cleaned_data.get(f"choice_{key}_{code}"):
                yield f"choice_{key}_{code}"


def _choice_keys(draft: ItemDraft | None) -> list[str]:
    """The keys an item has, and room for more: keys stay with their choices through all versions."""
    known = list(draft.choices) if draft else []
    free = [letter for letter in string.ascii_lowercase if letter not in known]
    room = max(OFFERED_CHOICES, min(len(known) + 2, MOST_CHOICES)) - len(known)
    return [*known, *free[: max(room, 0)]]


def _initial(draft: ItemDraft, tags: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "points": draft.points.normalize() if draft.points % 1 else draft.points.quantize(Decimal(1)),
        "tags": ", ".join(sorted(tags)),
        "picture": draft.picture,
        "correct": sorted(draft.correct),
        "truth": {True: "true", False: "false"}.get(draft.truth),  # type: ignore[arg-type]
        "value": draft.value,
        "tolerance": draft.tolerance or None,
    }
    for text in draft.texts:
        found |= {
            f"prompt_{text.locale}": text.prompt,
            f"explanation_{text.locale}": text.explanation,
            f"accepted_{text.locale}": "\n".join(text.accepted),
            f"picture_alt_{text.locale}": text.picture_alt,
        }
        found |= {f"choice_{key}_{text.locale}": words for key, words in text.choices.items()}
    return found

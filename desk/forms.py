import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.enums import FactKind, Reason
from courses.queries.overview import Overview


class SheetForm(forms.Form):
    """Staff make a new sign-in sheet. `key`: of the form, so that a double click makes one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DecisionForm(forms.Form):
    """Staff complete or waive something for a person, with a reason that the person reads.

    `sure`: asked only where the whole course was chosen.
    """

    node = forms.ChoiceField(label=_("What"), error_messages={"required": _("Please choose a lesson or a module.")})
    sure = forms.BooleanField(
        label=_("Yes, I mean the whole course"),
        error_messages={"required": _("This ends the whole course for the person. Please tick this if you mean it.")},
    )
    kind = forms.ChoiceField(
        label=_("How"),
        choices=[(FactKind.COMPLETED, _("counts as completed")), (FactKind.WAIVED, _("is left out for this person"))],
        widget=forms.RadioSelect,
        initial=FactKind.COMPLETED,
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("", _("Please choose")), *Reason.choices],
        help_text=_("The person can read this reason."),
        error_messages={"required": _("Please choose a reason: the person can read it.")},
    )

    def __init__(self, shown: Overview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["node"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Please choose")), *_open_nodes(shown)]
        if self.data.get("node") != str(shown.course.pk):
            del self.fields["sure"]


def _open_nodes(shown: Overview) -> list[tuple[str, Any]]:
    """What staff may complete or waive: by module its lessons, at the end the course."""
    groups: list[tuple[str, Any]] = []
    for part in shown.parts:
        nodes: list[tuple[str, Any]] = [(str(step.key), step.title.text) for step in part.steps if not step.is_done]
        if not part.is_done:
            nodes.insert(0, (str(part.key), _("The whole module")))
        if nodes:
            groups.append((f"{part.number} · {part.title}", nodes))
    return groups if shown.is_done else [*groups, (str(shown.course.pk), _("The whole course"))]


class CorrectionForm(forms.Form):
    """Staff take an entry back."""

    fact = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why is this entry wrong?"), choices=Reason.choices, initial=Reason.ERROR)

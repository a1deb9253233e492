from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.enums import FactKind, Reason


class DecisionForm(forms.Form):
    """Staff complete or waive something for a person, with a reason that the person reads."""

    node = forms.ChoiceField(label=_("What"))
    kind = forms.ChoiceField(
        label=_("How"),
        choices=[(FactKind.COMPLETED, _("counts as completed")), (FactKind.WAIVED, _("is left out for this person"))],
        widget=forms.RadioSelect,
        initial=FactKind.COMPLETED,
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("", "—"), *Reason.choices],
        help_text=_("The person can read this reason."),
        error_messages={"required": _("Please choose a reason: the person can read it.")},
    )

    def __init__(self, nodes: tuple[tuple[str, str], ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["node"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(nodes)


class CorrectionForm(forms.Form):
    """Staff take an entry back."""

    fact = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why is this entry wrong?"), choices=Reason.choices, initial=Reason.ERROR)

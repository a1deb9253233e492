from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from assessments.policies import placeable_assessments
from courses.activity_forms import ConfigForm


class QuizForm(ConfigForm):
    """The configuration of a quiz: `{"assessment": id}`, one that the account may place or that stands there already."""

    assessment = forms.TypedChoiceField(
        label=_("Check or test"),
        coerce=int,
        help_text=_("A self-check may be repeated by anyone; a test is graded by the server and may be a condition."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = placeable_assessments(self.for_user) | Q(pk=self.initial.get("assessment"))
        rows = Assessment.objects.filter(offered).values_list("pk", "title")
        self.fields["assessment"].choices = [("", "---------"), *rows]  # type: ignore[attr-defined]

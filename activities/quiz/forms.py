from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from courses.activity_forms import ConfigForm


def _assessments() -> list[tuple[Any, str]]:
    rows = Assessment.objects.values_list("pk", "title")
    return [("", "---------"), *((pk, title) for pk, title in rows)]


class QuizForm(ConfigForm):
    """The configuration of a quiz: `{"assessment": id}`."""

    assessment = forms.TypedChoiceField(
        label=_("Check or test"),
        choices=_assessments,
        coerce=int,
        help_text=_("A self-check may be repeated by anyone; a test is graded by the server and may be a condition."),
    )

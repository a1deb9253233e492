"""What an author sets for a task, what a trainer writes, and how the queue is filtered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.assignment.enums import Accepts, CompleteWhen, Decision, State
from courses.activity_forms import ConfigForm


class AssignmentConfigForm(ConfigForm):
    accepts = forms.MultipleChoiceField(
        label=_("How it may be handed in"),
        choices=Accepts.choices,
        initial=[Accepts.TEXT],
        widget=forms.CheckboxSelectMultiple,
    )
    complete_when = forms.ChoiceField(
        label=_("Complete"), choices=CompleteWhen.choices, initial=CompleteWhen.HANDED_IN, widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    """A trainer's answer. `submission`: the one that was looked at, so that a newer one is not answered unseen."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=Decision.choices)
    comment = forms.CharField(
        label=_("Your comment"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 5, "aria-describedby": "comment-help comment-error"}),
    )

    def payload(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"submission": str(data["submission"]), "comment": data["comment"]}


class QueueForm(forms.Form):
    """Which pieces of work a trainer wants to see; waiting ones unless told."""

    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("waiting")), (State.AGAIN, _("please again")), (State.SEEN, _("seen"))],
    )
    course = forms.ChoiceField(label=_("Course"), required=False)

    def __init__(self, *args: Any, courses: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), title) for key, title in courses]
        self.fields["course"].choices = [("", _("all courses")), *choices]  # type: ignore[attr-defined]

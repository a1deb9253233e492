"""Forms about who is in a course: invitations, the code typed, people entered by staff."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock
from courses.models import Course
from courses.queries.invitations import course_choices
from people.forms.people import EnterPersonForm, present_language

LONGEST_DAYS = 366


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Eight letters and digits. Small or big, with or without a dash, is all the same."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )


def _courses() -> list[tuple[str, str]]:
    return course_choices(present_language())


def _in_a_month() -> str:
    return (timezone.localdate(clock.now()) + timedelta(days=30)).isoformat()


class CourseField(forms.TypedChoiceField):
    """A live course, chosen by its title. `blank`: none is chosen beforehand."""

    def __init__(self, *, blank: bool = False, **kwargs: Any) -> None:
        choices = (lambda: [("", "–"), *_courses()]) if blank else _courses
        super().__init__(choices=choices, coerce=uuid.UUID, label=_("Course"), **kwargs)

    def clean(self, value: Any) -> Course | None:
        chosen = super().clean(value)
        return Course.objects.live().filter(pk=chosen).first() if chosen else None


class InvitationForm(forms.Form):
    course = CourseField()
    max_uses = forms.IntegerField(label=_("How many people may use it"), min_value=1, max_value=500, initial=30)
    last_day = forms.DateField(
        label=_("Valid until the end of"),
        initial=_in_a_month,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    label = forms.CharField(
        label=_("Note for your own list"),
        max_length=120,
        required=False,
        help_text=_("E.g. a place or a group. Those invited do not see it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean_last_day(self) -> datetime:
        day = self.cleaned_data["last_day"]
        today = timezone.localdate(clock.now())
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Please choose a day from today on, at most a year ahead."), code="day")
        return timezone.make_aware(datetime.combine(day, time.max))


class EnrolForm(forms.Form):
    """Staff enter a person whom they know into a course."""

    course = CourseField(blank=True)


class EnterForm(EnterPersonForm):
    course = CourseField(blank=True, required=False, help_text=_("Empty: no course for now."))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

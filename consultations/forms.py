"""What organisations, advisers and coordinators type."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from consultations.domain.request import Wish
from consultations.domain.slot import Offer
from consultations.errors import NothingWished, NoWayToAnswer, SlotGone
from consultations.models import LONGEST, SHORTEST, Adviser, Slot
from consultations.queries.topics import TopicRow
from core.inputs import LineField
from core.submissions import SubmissionField


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class TopicsField(forms.TypedMultipleChoiceField):
    """Ids of topics, shown with their words in the reader's language."""

    def __init__(self, rows: list[TopicRow], **kwargs: Any) -> None:
        choices = [(row.id, row.name) for row in rows]
        super().__init__(coerce=int, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class AskForm(forms.Form):
    """One screen: topics, a free time or dates of one's own, and how to reach the organisation."""

    submission = SubmissionField()
    slot = forms.UUIDField(
        label=_("When does it suit you?"), required=False, error_messages={"invalid": SlotGone.message}
    )
    wished_dates = forms.CharField(
        label=_("Dates that suit you"),
        help_text=_("For example: Tuesdays after 5 p.m., or 3 and 4 March. Say too whether at your place or online."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    organisation_name = LineField(
        label=_("Your organisation"),
        max_length=200,
        error_messages={"required": _("Please write the name of your organisation.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisations"}),
    )
    contact_name = LineField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For the confirmation and the calendar entry. E-mail or telephone is enough."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = LineField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    message = forms.CharField(
        label=_("What would you like to talk about?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, topics: list[TopicRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"] = TopicsField(topics, label=_("Topics"))

    def clean(self) -> dict[str, Any]:
        """Everything that is missing is said at once; the domain refuses it, too."""
        typed = super().clean() or {}
        if not (typed.get("email") or typed.get("phone") or self.errors.keys() & {"email", "phone"}):
            self.add_error(NoWayToAnswer.field, str(NoWayToAnswer()))
        if not (typed.get("slot") or typed.get("wished_dates") or self.errors.keys() & {"slot", "wished_dates"}):
            self.add_error(NothingWished.field, str(NothingWished()))
        return typed

    @property
    def has_subject(self) -> bool:
        """Whether something of the folded part was typed, or is wrong."""
        folded = [self["topics"], self["message"]]
        return any(field.value() or field.errors for field in folded)

    def wish(self, language: str) -> Wish:
        typed = self.cleaned_data
        return Wish(
            organisation_name=typed["organisation_name"],
            contact_name=typed["contact_name"],
            language=language,
            email=typed["email"],
            phone=typed["phone"],
            wished_dates=typed["wished_dates"],
            message=typed["message"],
            topics=tuple(typed["topics"]),
        )


class OfferForm(forms.Form):
    """A time to offer, once or every week."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    time = forms.TimeField(label=_("Time"), widget=ClockInput())
    minutes = forms.IntegerField(label=_("Length in minutes"), initial=60, min_value=SHORTEST, max_value=LONGEST)
    place = LineField(label=_("Place"), required=False, max_length=200)
    online_url = forms.URLField(
        label=_("Link of the video call"),
        help_text=_("Only who has booked sees it. A place, a link, or both."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    until = forms.DateField(
        label=_("Repeat every week until"),
        help_text=_("Empty: only this once."),
        required=False,
        widget=DayInput(),
    )

    def offer(self) -> Offer:
        typed = self.cleaned_data
        return Offer(
            day=typed["day"],
            time=typed["time"],
            minutes=typed["minutes"],
            place=typed["place"],
            online_url=typed["online_url"],
        )


class AssignForm(forms.Form):
    adviser = forms.ModelChoiceField(Adviser.objects.none(), label=_("Adviser"), empty_label=None)

    def __init__(self, *args: Any, advisers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]


class SlotChoice(forms.ModelChoiceField):
    def label_from_instance(self, slot: Any) -> str:
        starts = timezone.localtime(slot.starts_at)
        when = f"{date_format(starts, 'D')} {date_format(starts, 'SHORT_DATETIME_FORMAT')}"
        return f"{when} · {slot.adviser.person} · {slot.place or _('online')}"


class BookForm(forms.Form):
    slot = SlotChoice(Slot.objects.none(), label=_("Free time"), empty_label=None)

    def __init__(self, *args: Any, slots: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = slots  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The organisation reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HeldForm(forms.Form):
    """A button without fields."""


class GrantForm(forms.Form):
    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocapitalize": "none"})
    )

    def __init__(self, *args: Any, topics: list[TopicRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"] = TopicsField(topics, label=_("Topics"), help_text=_("None chosen: all topics."))

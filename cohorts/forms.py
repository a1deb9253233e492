"""Forms about groups: a new one, people and trainers for it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from courses.forms import CourseField
from people.models import Account, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


class GroupForm(forms.Form):
    course = CourseField()
    name = forms.CharField(
        label=_("Name of the group"),
        max_length=120,
        help_text=_("As people call it, e.g. Wednesday evening."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class _PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Person) -> str:
        identity = person.identity
        if identity.latin_name:
            return format_html("<bdi>{}</bdi> <bdi>{}</bdi>", identity.name, identity.latin_name)
        return format_html("<bdi>{}</bdi>", identity.name)


class PeopleForm(forms.Form):
    """Who comes into a group. `shown`: how many are offered; the search finds the others."""

    people = _PeopleField(
        queryset=Person.objects.none(),
        label=_("Who comes into this group?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one person.")},
    )

    def __init__(self, candidates: "QuerySet[Person]", *args: Any, shown: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, _PeopleField)  # noqa: S101 - for the type checker
        field.queryset = candidates
        self.found = list(candidates[: shown + 1]) if shown else []
        self.is_cut = len(self.found) > shown
        field.widget.choices = [(person.pk, field.label_from_instance(person)) for person in self.found[:shown]]


class _TrainerField(forms.ModelChoiceField):
    def label_from_instance(self, account: Account) -> str:
        person = getattr(account, "person", None)
        return f"{person.identity.name} ({account.username})" if person else account.username


class TrainerForm(forms.Form):
    trainer = _TrainerField(queryset=Account.objects.none(), label=_("Trainer"), empty_label="–")

    def __init__(self, candidates: "QuerySet[Account]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["trainer"]
        assert isinstance(field, _TrainerField)  # noqa: S101 - for the type checker
        field.queryset = candidates

"""Banks of items: made and named here; what is in them stands in the list of items."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.permissions import register_permission_policy

from assessments import policies
from assessments.domain import bank as banks
from assessments.models import ItemBank
from assessments.queries import desk
from cms import menus
from cms.viewsets.lists import EditRow, RecordList, RecordViewSet
from cms.viewsets.writers import WritersPolicy
from core.errors import DomainError
from people.enums import Role
from people.models import Account


class BankPolicy(WritersPolicy):
    def user_has_permission_for_instance(self, user: Any, action: str, instance: ItemBank) -> bool:
        return policies.may_write_bank(user, instance)


class BankForm(forms.ModelForm):
    """A new bank has a key and may be for exams; later only its title changes, and who examines with it."""

    examiner = forms.ModelChoiceField(
        Account.objects.none(),
        label=gettext_lazy("Let a trainer examine with it"),
        required=False,
        help_text=gettext_lazy("They see the items of this exam bank from then on."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("Empty: without an end."),
    )  # fmt: skip

    class Meta:
        model = ItemBank
        fields = ("title", "key", "is_exam")

    def __init__(self, *args: Any, for_user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = for_user
        is_new = not self.instance.pk or self.instance._state.adding
        if not is_new:
            del self.fields["key"], self.fields["is_exam"]
        elif not policies.may_make_bank(for_user, is_exam=True):
            del self.fields["is_exam"]
        may_name = not is_new and self.instance.is_exam and policies.may_name_examiner(for_user, Account())
        if may_name:
            trainers = Account.objects.filter(is_active=True, groups__name=Role.TRAINER).exclude(pk=for_user.pk)
            self.fields["examiner"].queryset = trainers  # type: ignore[attr-defined]
        else:
            del self.fields["examiner"], self.fields["until"]

    def validate_unique(self) -> None:
        """The domain says whether a key is taken."""

    def save(self, commit: bool = True) -> ItemBank:
        data = self.cleaned_data
        if self.instance._state.adding:
            is_exam = data.get("is_exam", False)
            return banks.create(key=data["key"], title=data["title"], is_exam=is_exam, actor=self.actor)
        bank = banks.rename(bank=self.instance, title=data["title"], actor=self.actor)
        if data.get("examiner"):
            banks.name_examiner(bank=bank, account=data["examiner"], until=data["until"], actor=self.actor)
        return bank


class ByDomain:
    """The form's save is the domain's; a refusal stands at its field."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"for_user": self.request.user}  # type: ignore[misc,attr-defined,no-any-return]

    def save_instance(self) -> ItemBank:
        return self.form.save()  # type: ignore[attr-defined,no-any-return]

    def form_valid(self, form: BankForm) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except DomainError as error:
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)  # type: ignore[attr-defined]


class IndexView(RecordList):
    page_title = gettext_lazy("Item banks")
    add_item_label = gettext_lazy("Make an item bank")

    def get_base_queryset(self) -> Any:
        return desk.bank_list(self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), sort_key="title", get_url=_items_of),
            Column("size", label=_("Items"), accessor="size"),
            Column(
                "is_exam",
                label=_("Exam bank"),
                accessor=lambda bank: _("yes") if bank.is_exam else "–",
                sort_key="is_exam",
            ),
            Column("owner", label=_("Made by"), accessor="owner"),
        ]


def _items_of(bank: ItemBank) -> str:
    return f"{reverse('items:index')}?bank={bank.pk}"


class CreateView(ByDomain, generic.CreateView):
    success_message = gettext_lazy("The bank “%(object)s” was made.")


class EditView(ByDomain, EditRow):
    success_message = gettext_lazy("The bank “%(object)s” was saved.")

    def get_delete_url(self, *_arguments: Any) -> None:
        """Items are retired one by one; a bank stays."""


class BankViewSet(RecordViewSet):
    model = ItemBank
    purpose = gettext_lazy(
        "Stores of items. Everybody who writes may use the open ones; an exam bank is read only by authors and those named for it."
    )
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Item banks")
    menu_hook = menus.ASSESS
    menu_order = 10
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    copy_view_enabled = False
    pk_path_converter = "uuid"
    search_fields: ClassVar = ["title", "key"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[BankForm]:
        return BankForm

    def get_permissions_to_register(self) -> Any:
        """No box in the groups' form: roles decide, by `assessments.policies`."""
        return super().get_permissions_to_register().none()


register_permission_policy(ItemBank, BankPolicy(ItemBank))
bank_viewset = BankViewSet("banks")

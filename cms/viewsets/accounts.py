"""Accounts in the admin: user name, e-mail, language, roles. Names of those who work here only; everything through the domain."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.users.views import users as wagtail_users

from cms import menus
from core.errors import DomainError
from people import policies
from people.domain import account as accounts
from people.domain import roles
from people.enums import Role
from people.forms.people import language_choices
from people.forms.shared import refuse
from people.models import Account


class AccountForm(forms.ModelForm):
    """What those above decide about an account. Roles that the editor may not give stay as they are."""

    username = forms.CharField(label=_("User name"), max_length=60, validators=[UnicodeUsernameValidator()])
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    class Meta:
        model = Account
        fields = ("username", "email", "language", "is_active")
        help_texts: ClassVar = {
            "email": _("They sign in by a code that we send there. Empty: by user name and password only."),
            "is_active": _("Without the tick nobody signs in with this account; what its person has done is kept."),
        }

    def __init__(self, *args: Any, editing_self: bool = False, for_user: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = for_user
        held = self.instance.roles if self.instance.pk else frozenset()
        given = [role for role in Role if policies.may_grant(for_user, role) and not editing_self]
        self.fields["roles"].choices = [(role.value, role.label) for role in given]  # type: ignore[attr-defined]
        self.fields["roles"].initial = sorted(held)
        self.kept = [Role(role) for role in held if role not in given]
        if editing_self or not given:
            del self.fields["roles"]
        if not self.instance.pk or editing_self:
            del self.fields["is_active"]

    def validate_unique(self) -> None:
        """The domain says whether a name or an address is taken."""

    def _post_clean(self) -> None:
        """Writes nothing into the instance: the domain does."""

    def save(self, commit: bool = True) -> Account:
        data = self.cleaned_data
        assert self.actor is not None  # noqa: S101 - the view always hands it on
        signing_in = {"username": data["username"], "email": data["email"] or "", "language": data["language"]}
        if self.instance.pk:
            active = data.get("is_active", self.instance.is_active)
            account = accounts.change(account=self.instance, is_active=active, actor=self.actor, **signing_in)
        else:
            account = accounts.create(actor=self.actor, **signing_in)
        if "roles" in self.fields:
            wanted = [Role(role) for role in data["roles"]] + self.kept
            roles.assign(account=account, roles=wanted, actor=self.actor)
        return account


class DomainMixin:
    """The form's save is the domain's; a refusal stands at its field."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"for_user": self.request.user}  # type: ignore[attr-defined]

    def save_instance(self) -> Account:
        account: Account = self.form.save()  # type: ignore[attr-defined]
        return account

    def get_delete_url(self, *_arguments: Any) -> None:
        """Accounts are closed here; erasing a person is another act."""

    def form_valid(self, form: AccountForm) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except DomainError as error:
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            refuse(form, error)
            return self.form_invalid(form)  # type: ignore[attr-defined]


class IndexView(wagtail_users.IndexView):
    template_name = "cms/admin/list.html"
    purpose = _("Every account that signs in, learners' too. Names and roles are shown of those who work here.")
    results_template_name = "wagtailadmin/generic/index_results.html"
    page_title = _("Accounts")
    add_item_label = _("Add an account for somebody who works here")

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("username", label=_("User name"), sort_key="username", get_url=self.get_edit_url),
            Column("name", label=_("Name"), accessor=name_at_work),
            Column("roles", label=_("Roles"), accessor=role_names),
            BooleanColumn("is_active", label=_("may sign in"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_edit_url(self, instance: Account) -> str | None:
        """No link to an account that only those above change."""
        allowed = policies.may_change_account(self.request.user, instance)
        return super().get_edit_url(instance) if allowed else None

    def get_delete_url(self, instance: Account) -> None:
        """Accounts are closed here; erasing a person is another act."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("person__identity").prefetch_related("groups")


class CreateView(DomainMixin, wagtail_users.CreateView):
    template_name = "wagtailadmin/generic/create.html"
    page_title = _("Add an account")
    success_message = _("The account “%(object)s” was made.")


class EditView(DomainMixin, wagtail_users.EditView):
    template_name = "wagtailadmin/generic/edit.html"
    success_message = _("The account “%(object)s” was saved.")
    error_message = _("Nothing was saved. Please look at the marked fields.")

    def user_has_permission(self, permission: str) -> bool:
        allowed = super().user_has_permission(permission)
        return allowed and policies.may_change_account(self.request.user, self.object)


class DeleteView(wagtail_users.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        raise PermissionDenied


class AccountViewSet(wagtail_users.UserViewSet):
    menu_label = _("Accounts")
    menu_hook = menus.PEOPLE
    menu_order = 10
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    template_prefix = ""

    def get_form_class(self, for_update: bool = False) -> type[AccountForm]:
        return AccountForm


def name_at_work(account: Account) -> str:
    """What those are called who work here; who only learns has no name in the admin."""
    return account.called if role_names(account) and account.called != account.username else ""


def role_names(account: Account) -> str:
    """The roles of an account, in words; its groups are at hand."""
    held = {group.name for group in account.groups.all()}
    return ", ".join(str(role.label) for role in Role if role in held)

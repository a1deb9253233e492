"""The wordings of certificates in the admin: one line per kind, saved as a new version, looked at before."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import LinkMenuItemComponent, MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from certificates import policies
from certificates.domain import template as templates
from certificates.enums import Place
from certificates.forms import PictureField
from certificates.models import Template, TemplatePicture
from cms import menus
from core import clock
from core.errors import DomainError
from people.enums import Role
from people.models import Account
from people.policies import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

TITLE = gettext_lazy("Wording of certificates")
TEXT_FIELDS = (
    "locale",
    "heading",
    "opening",
    "body",
    "place",
    "signatories",
    "funder_line",
    "note",
    "contents_label",
    "number_label",
    "verify_label",
)


class WordingsPolicy(BasePermissionPolicy):
    """Looking and writing; a version is never added by hand or deleted."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return action in ("view", "change") and policies.may_word(user)

    def users_with_any_permission(self, actions: Any) -> "QuerySet[Account]":
        writers = Account.objects.filter(is_active=True, groups__name__in=[Role.ADMINISTRATOR, Role.COORDINATOR])
        return writers.distinct() if {"view", "change"} & set(actions) else writers.none()


class WordingForm(WagtailAdminModelForm):
    """A version as edited, in memory. What it was opened from stays as it is."""

    logo = PictureField(label=gettext_lazy("Logo"), required=False)
    emblem = PictureField(label=gettext_lazy("Emblem of the funder"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = {picture.place: bytes(picture.png) for picture in self.instance.pictures.all()}
        for place in Place:
            self.fields[place.value].initial = present.get(place)

    def edited(self) -> Template:
        """The version that would be saved. Only after `is_valid()`."""
        edited: Template = self.save(commit=False)
        pictures = [(place, self.cleaned_data[place.value]) for place in Place]
        edited.pictures = [TemplatePicture(place=place, png=png) for place, png in pictures if png]  # type: ignore[assignment]
        return edited


PANELS = [
    FieldPanel("issuer"),
    MultiFieldPanel([FieldPanel(place.value) for place in Place], heading=gettext_lazy("Pictures")),
    InlinePanel(
        "texts",
        panels=[FieldPanel(name) for name in TEXT_FIELDS],
        heading=gettext_lazy("Wording in each language"),
        label=gettext_lazy("Language"),
        min_num=1,
    ),
]


class IndexView(generic.IndexView):
    template_name = "cms/admin/list.html"
    purpose = gettext_lazy(
        "How each kind of certificate is worded and signed. Saving makes a new version; papers made before keep theirs."
    )
    page_title = TITLE

    def get_base_queryset(self) -> Any:
        return Template.objects.in_force().prefetch_related("texts")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("kind", label=_("Kind"), accessor="get_kind_display", get_url=self.get_edit_url),
            Column("languages", label=_("Languages"), accessor=languages),
            Column("version", label=_("Version"), accessor="version"),
            DateColumn("created_at", label=_("In force since")),
        ]


class EditView(generic.EditView):
    template_name = "certificates/admin/wording.html"
    page_title = TITLE
    error_message = gettext_lazy("Nothing was saved. Please look at the marked fields.")
    success_message = gettext_lazy("“%(object)s” is in force from now on. Certificates made before keep their wording.")

    def get_history_url(self) -> None:
        """The versions are the history."""

    def get_usage_url(self) -> None:
        """It is in use on every paper."""

    def form_valid(self, form: WordingForm) -> HttpResponse:
        """Shows what the paper looks like, or saves it as the next version; a refusal stands at its field."""
        edited, language = form.edited(), self.request.POST.get("preview")
        try:
            if language:
                return pdf(templates.preview(edited, language, clock.now()))
            return super().form_valid(form)
        except DomainError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error)
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def save_instance(self) -> Template:
        assert isinstance(self.request.user, Account)  # noqa: S101 - the policy let nobody else in
        seen = self.request.POST.get("seen", "")
        return templates.write(
            edited=self.form.instance,
            seen=int(seen) if seen.isdecimal() else 0,
            actor=self.request.user,
            at=clock.now(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(Template.objects.filter(kind=self.object.kind).order_by("-version"))
        return super().get_context_data(**kwargs) | {
            "versions": versions,
            "seen": self.request.POST.get("seen") or versions[0].version,
            "languages": settings.LANGUAGES,
        }


@require_safe
def sample(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """What a paper of a saved version looks like."""
    if not policies.may_word(request.user):
        raise PermissionDenied
    template = get_object_or_404(Template, pk=pk)
    return pdf(templates.preview(template, language, clock.now()))


def pdf(data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="preview.pdf"'
    return response


def languages(template: Template) -> str:
    return ", ".join(text.get_locale_display() for text in template.texts.all())


class WordingsViewSet(ModelViewSet):
    model = Template
    icon = "doc-full"
    menu_label = TITLE
    menu_hook = menus.PEOPLE
    menu_order = 60
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = IndexView
    edit_view_class = EditView
    edit_handler = ObjectList(PANELS, base_form_class=WordingForm)

    def get_urlpatterns(self) -> list[Any]:
        """Nobody adds or deletes a version by hand."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/<slug:language>.pdf", sample, name="sample"),
        ]

    def get_permissions_to_register(self) -> Any:
        """No box in the groups' form: roles decide, by `WordingsPolicy`."""
        return super().get_permissions_to_register().none()


class HandOutItem(MenuItem):
    """The way from the admin to the coordinators' pages on the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policies.may_run(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItemComponent:
        """The address in the language of whoever looks; menu items themselves are kept for all."""
        return LinkMenuItemComponent(self.name, self.label, reverse(self.url), icon_name=self.icon_name)


hand_out_item = HandOutItem(
    gettext_lazy("Certificates"), "certificates:courses", name="certificates", icon_name="doc-full", order=50
)
register_permission_policy(Template, WordingsPolicy(Template))
wordings_viewset = WordingsViewSet("wordings", url_prefix="certificates")

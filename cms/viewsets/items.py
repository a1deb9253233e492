"""Items at the authors' desk: the list, one form per kind, every version, and where an item is asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.permissions import register_permission_policy

from assessments import policies
from assessments.domain import item as items
from assessments.enums import HeldBack, ItemKind
from assessments.models import Item, ItemBank, ItemVersion
from assessments.queries import desk
from cms import menus
from cms.forms.items import ItemForm, WhereForm
from cms.viewsets.lists import RecordList, RecordViewSet
from cms.viewsets.writers import WritersPolicy
from core import clock
from core.errors import DomainError
from core.languages import KNOWN
from people.models import Account

IN_USE, WAITING, HELD, RETIRED = "in_use", "waiting", "held", "retired"
STATES = [
    (IN_USE, gettext_lazy("in use")),
    (WAITING, gettext_lazy("waits for a second reader")),
    (HELD, gettext_lazy("held back")),
    (RETIRED, gettext_lazy("retired")),
]


class ItemPolicy(WritersPolicy):
    def user_has_permission_for_instance(self, user: Any, action: str, instance: Item) -> bool:
        return policies.may_write_bank(user, instance.bank)


class ItemFilters(WagtailFilterSet):
    bank = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Item bank"), queryset=lambda request: desk.bank_list(request.user)
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), field_name="current__kind", choices=ItemKind.choices)
    tag = django_filters.ChoiceFilter(label=gettext_lazy("Tag"), field_name="tags__name", choices=())
    missing = django_filters.ChoiceFilter(label=gettext_lazy("Missing in"), choices=(), method="without_language")
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="in_state")

    class Meta:
        model = Item
        fields: ClassVar = ["bank", "kind", "tag", "missing", "state"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = desk.tag_names(self.request.user)
        self.filters["tag"].extra["choices"] = [(name, name) for name in names]
        self.filters["missing"].extra["choices"] = [(code, one.name) for code, one in KNOWN.items()]

    def without_language(self, items: Any, _name: str, code: str) -> Any:
        return items.exclude(current__texts__locale=code)

    def in_state(self, items: Any, _name: str, wanted: str) -> Any:
        waiting = {"bank__is_exam": True, "current__reviewed_at": None}
        if wanted == IN_USE:
            return items.filter(pk__in=Item.objects.drawable())
        if wanted == WAITING:
            return items.filter(retired_at=None, **waiting)
        return (
            items.filter(retired_at=None, held_back__in=HeldBack) if wanted == HELD else items.exclude(retired_at=None)
        )


class IndexView(RecordList):
    page_title = gettext_lazy("Items")
    default_ordering = ("bank__title", "created_at", "pk")
    filterset_class = ItemFilters
    add_item_label = gettext_lazy("Write an item")

    def get_base_queryset(self) -> Any:
        return desk.item_list(self.request.user)

    def get_edit_url(self, instance: Item) -> str:
        return reverse("items:inspect", args=[instance.pk])

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("label", label=_("Question"), get_url=self.get_edit_url, width="32%"),
            Column("key", label=_("Number"), sort_key="key"),
            Column("bank", label=_("Item bank"), accessor="bank"),
            Column("kind", label=_("Kind"), accessor="current.get_kind_display"),
            Column("tags", label=_("Tags"), accessor=lambda item: ", ".join(tag.name for tag in item.tags.all())),
            Column("languages", label=_("Languages"), accessor=lambda item: ", ".join(desk.languages(item))),
            Column("state", label=_("State"), accessor=desk.state),
            Column("placed", label=_("Placed in"), accessor="placed"),
        ]

    def get_list_buttons(self, instance: Item) -> list[Any]:
        return []


View = Callable[..., HttpResponse]


def for_writers(view: View) -> View:
    """The account of somebody who writes items is the first argument; others are turned away."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, Account) or not policies.may_write(request.user):
            raise PermissionDenied
        return view(request, request.user, *args, **kwargs)

    return guarded


def _item(account: Account, pk: Any) -> Item:
    found = get_object_or_404(Item.objects.select_related("bank", "current").prefetch_related("tags"), pk=pk)
    if not policies.may_read_item(account, found):
        raise Http404
    return found


@for_writers
def choose(request: HttpRequest, account: Account) -> HttpResponse:
    """Into which bank, and of what kind: then the kind's form."""
    banks = ItemBank.objects.filter(
        pk__in=[b.pk for b in desk.bank_list(account) if policies.may_write_bank(account, b)]
    )
    form = WhereForm(banks, request.GET or None)
    if request.GET and form.is_valid():
        return redirect("items:add_to", form.cleaned_data["bank"].pk, form.cleaned_data["kind"])
    context = item_viewset.frame(_("Write an item")) | {"form": form, "has_banks": banks.exists()}
    return TemplateResponse(request, "cms/admin/item_where.html", context)


@for_writers
def add(request: HttpRequest, account: Account, bank: Any, kind: str) -> HttpResponse:
    into = get_object_or_404(ItemBank, pk=bank)
    if kind not in ItemKind.values or not policies.may_write_bank(account, into):
        raise Http404
    form = ItemForm(kind, data=_posted(request))
    if request.method == "POST" and form.is_valid():
        given = {"draft": form.draft(), "tags": form.cleaned_data["tags"], "actor": account, "at": clock.now()}
        made = _asked(form, lambda: items.create(bank=into, key=form.cleaned_data["key"], **given))
        if made:
            messages.success(request, _("The item “%(item)s” was made.") % {"item": made})
            return redirect("items:inspect", made.pk)
    context = item_viewset.frame(str(ItemKind(kind).label), into.title) | {
        "form": form,
        "media": form.media,
        "bank": into,
    }
    return TemplateResponse(request, "cms/admin/item_form.html", context)


@for_writers
def edit(request: HttpRequest, account: Account, pk: Any) -> HttpResponse:
    """Saving makes the next version; who is inside a check goes on with the one they have."""
    item = _item(account, pk)
    if item.current is None or not policies.may_write_bank(account, item.bank):
        raise PermissionDenied
    draft = desk.draft_of(item.current)
    form = ItemForm(item.current.kind, draft, [tag.name for tag in item.tags.all()], _posted(request))
    if request.method == "POST" and form.is_valid():
        given = {"draft": form.draft(), "tags": form.cleaned_data["tags"], "actor": account, "at": clock.now()}
        revised = _asked(form, lambda: items.revise(item=item, **given))
        if revised:
            _say_version(request, revised, before=item.current.n)
            return redirect("items:inspect", pk)
    context = item_viewset.frame(str(item), item.bank.title) | {
        "form": form,
        "media": form.media,
        "bank": item.bank,
        "item": item,
    }
    return TemplateResponse(request, "cms/admin/item_form.html", context)


def _say_version(request: HttpRequest, item: Item, *, before: int) -> None:
    if item.current and item.current.n > before:
        words = _("Version %(n)s is asked from now on. Who is inside a check goes on with the one they have.")
        messages.success(request, words % {"n": item.current.n})
    else:
        messages.success(request, _("Saved. The question is as it was, so there is no new version."))


@for_writers
def inspect(request: HttpRequest, account: Account, pk: Any) -> HttpResponse:
    item = _item(account, pk)
    context = item_viewset.frame(str(item), item.bank.title) | {
        "item": item,
        "state": desk.state(item),
        "versions": desk.versions_of(item),
        "uses": desk.uses_of(item),
        "may_write": policies.may_write_bank(account, item.bank),
        "may_review": _may_review(account, item),
    }
    return TemplateResponse(request, "cms/admin/item.html", context)


def _may_review(account: Account, item: Item) -> bool:
    version = item.current
    if version is None or not item.bank.is_exam or version.reviewed_at:
        return False
    version.item = item
    return policies.may_review(account, version)


@require_POST
@for_writers
def retire(request: HttpRequest, account: Account, pk: Any) -> HttpResponse:
    return _done(
        request, _item(account, pk), _("Retired: it is not asked any more. What was answered is kept."),
        lambda item: items.retire(item=item, actor=account, at=clock.now()),
    )  # fmt: skip


@require_POST
@for_writers
def review(request: HttpRequest, account: Account, pk: Any) -> HttpResponse:
    return _done(
        request, _item(account, pk), _("Read and released: tests ask this version now."),
        lambda item: items.review(version=_read(request, item), actor=account, at=clock.now()),
    )  # fmt: skip


def _read(request: HttpRequest, item: Item) -> ItemVersion:
    """The version that lay before whoever says it is right."""
    number = request.POST.get("version", "")
    found = (
        item.versions.filter(n=number).first() if number.isascii() and number.isdigit() and len(number) < 9 else None
    )
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, item: Item, words: str, act: Callable[[Item], None]) -> HttpResponse:
    try:
        act(item)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, words)
    return redirect("items:inspect", item.pk)


def _asked(form: ItemForm, act: Callable[[], Item]) -> Item | None:
    """What the domain made, or its refusal at the field it names."""
    try:
        return act()
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


class ItemViewSet(RecordViewSet):
    model = Item
    purpose = gettext_lazy(
        "Everything that checks and tests ask. A correction makes a new version; who is inside a check keeps the one they have."
    )
    icon = "help"
    menu_label = gettext_lazy("Items")
    menu_hook = menus.ASSESS
    menu_order = 20
    index_view_class = IndexView
    form_fields: ClassVar[list[str]] = []
    search_fields: ClassVar = ["label", "key"]
    search_backend_name = None
    list_per_page = 50

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", choose, name="add"),
            path("new/<uuid:bank>/<slug:kind>/", add, name="add_to"),
            path("<uuid:pk>/", inspect, name="inspect"),
            path("<uuid:pk>/edit/", edit, name="edit"),
            path("<uuid:pk>/retire/", retire, name="retire"),
            path("<uuid:pk>/review/", review, name="review"),
        ]

    def get_permissions_to_register(self) -> Any:
        """No box in the groups' form: roles decide, by `assessments.policies`."""
        return super().get_permissions_to_register().none()


register_permission_policy(Item, ItemPolicy(Item))
item_viewset = ItemViewSet("items")

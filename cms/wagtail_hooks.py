"""Everything that is registered with Wagtail's admin, in one readable file."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms import menus, policies
from cms.choosers import activity_chooser_viewset
from cms.models import SiteDocument
from cms.panels import StartPanel
from cms.queries.change import facts_below
from cms.views.replace import replace_lesson
from cms.viewsets import activity_chooser
from cms.viewsets.activities import activity_viewset
from cms.viewsets.banks import bank_viewset
from cms.viewsets.checks import assessment_viewset
from cms.viewsets.consultations import consultation_topics_viewset
from cms.viewsets.furniture import SNIPPETS
from cms.viewsets.item_chooser import item_chooser_viewset
from cms.viewsets.items import item_viewset
from cms.viewsets.jobs import jobs_viewset
from cms.viewsets.wordings import hand_out_item, wordings_viewset

for snippet in SNIPPETS:
    register_snippet(snippet)
for menu in menus.MENUS:
    menu.register_menu_item()
for item in menus.STAFF_PAGES:
    hooks.register(menus.PEOPLE, partial(lambda shown: shown, item))
activity_chooser.place()


@hooks.register("register_admin_viewset")
def viewsets() -> Any:
    return [
        activity_chooser_viewset,
        activity_viewset,
        consultation_topics_viewset,
        assessment_viewset,
        bank_viewset,
        item_chooser_viewset,
        item_viewset,
        jobs_viewset,
        wordings_viewset,
    ]


@hooks.register(menus.PEOPLE)
def certificates_item() -> Any:
    return hand_out_item


@hooks.register("construct_main_menu")
def only_menus_by_job(request: HttpRequest, items: list[Any]) -> None:
    """What Wagtail calls snippets stands where its job is."""
    items[:] = [item for item in items if item.name != "snippets"]


@hooks.register("construct_homepage_panels")
def next_steps(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StartPanel())


@hooks.register("construct_homepage_summary_items")
def no_counters(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are helps nobody on."""
    items.clear()


@hooks.register("insert_global_admin_css")
def desk_style() -> SafeString:
    """The editors' desk carries the site's mark and colour."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("courses/<uuid:course>/replace/", replace_lesson, name="cms_replace_lesson")]


@hooks.register("before_serve_document")
def only_for_readers(document: SiteDocument, request: HttpRequest) -> None:
    """What stands in lessons only is not there for who may not read them."""
    if not policies.may_load(request.user, document):
        raise Http404


@hooks.register("before_delete_page")
def archive_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page in which somebody did or tried something is archived (unpublished), not deleted: they go on reading it."""
    people = facts_below(page) if request.method == "POST" else 0
    if not people:
        return None
    page.specific.unpublish(user=request.user)
    words = ngettext(
        "“%(title)s” was archived, not deleted: %(people)s person has done or tried something in it and can still read it.",
        "“%(title)s” was archived, not deleted: %(people)s people have done or tried something in it and can still read it.",
        people,
    )
    messages.warning(request, words % {"title": page.title, "people": people})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def archive_instead_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Of several pages to delete, none is deleted while somebody did or tried something in one of them."""
    if action_type != "delete" or request.method != "POST":
        return None
    kept = [page for page in objects if isinstance(page, Page) and facts_below(page)]
    for page in kept:
        archive_instead(request, page)
    return redirect("wagtailadmin_explore", kept[0].get_parent().pk) if kept else None

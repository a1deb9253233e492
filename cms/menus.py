"""The admin's menus by job. A viewset says where it stands by `menu_hook`; a menu that has nothing for somebody is not shown."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem, WagtailMenuRegisterableGroup

from desk.queries import places
from people.policies import Actor

TEACH = "register_teach_menu_item"
ASSESS = "register_assess_menu_item"
PEOPLE = "register_people_menu_item"
SITE = "register_site_menu_item"


class JobMenu(WagtailMenuRegisterableGroup):
    """One of the four jobs."""

    def __init__(self, *, name: str, label: object, icon: str, order: int, hook: str) -> None:
        self.menu_name, self.menu_label, self.menu_icon = name, label, icon
        self.menu_order, self.submenu_hook = order, hook
        super().__init__()


class PageItem(MenuItem):
    """A page of the site that staff work on, named to those whom its policy lets in."""

    def __init__(self, label: object, view: str, *, allowed: Callable[[Actor], bool], **about: Any) -> None:
        super().__init__(label, reverse_lazy(view), **about)
        self.allowed = allowed

    def is_shown(self, request: HttpRequest) -> bool:
        return self.allowed(request.user)


STAFF_PAGES = tuple(
    PageItem(place.label, place.view, allowed=place.allowed, name=name, icon_name=icon, order=order)
    for order, (place, name, icon) in enumerate(
        (
            (places.LEARNERS, "learners", "group"),
            (places.GROUPS, "groups", "group"),
            (places.HANDED_IN, "handed-in", "upload"),
            (places.INVITATIONS, "invitations", "link"),
            (places.ENTERING, "enter-person", "plus"),
            (places.CONSULTATIONS, "consultations", "date"),
            (places.MESSAGES, "messages", "mail"),
            (places.MAILS, "mails", "mail"),
        ),
        40,
    )
)
MENUS = (
    JobMenu(name="teach", label=_("Teach"), icon="doc-full-inverse", order=110, hook=TEACH),
    JobMenu(name="assess", label=_("Assess"), icon="tick-inverse", order=120, hook=ASSESS),
    JobMenu(name="people", label=_("People"), icon="group", order=130, hook=PEOPLE),
    JobMenu(name="site", label=_("Site"), icon="site", order=140, hook=SITE),
)

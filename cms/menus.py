"""The admin's menus by job. A viewset says where it stands by `menu_hook`; a menu that has nothing for somebody is not shown."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import WagtailMenuRegisterableGroup

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


MENUS = (
    JobMenu(name="teach", label=_("Teach"), icon="doc-full-inverse", order=110, hook=TEACH),
    JobMenu(name="assess", label=_("Assess"), icon="tick-inverse", order=120, hook=ASSESS),
    JobMenu(name="people", label=_("People"), icon="group", order=130, hook=PEOPLE),
    JobMenu(name="site", label=_("Site"), icon="site", order=140, hook=SITE),
)

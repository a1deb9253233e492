from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.enums import Role


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from django.contrib.auth.models import Group  # noqa: PLC0415 - models are there now

        from people import receivers  # noqa: F401, PLC0415 - importing receivers connects them

        Group.__str__ = _shown  # type: ignore[method-assign]  # the admin's forms ask a group itself how it is called


def _shown(group: object) -> str:
    """A group that holds a role has the role's name, in the reader's language."""
    name = str(getattr(group, "name", ""))
    return str(Role(name).label) if name in Role.values else name

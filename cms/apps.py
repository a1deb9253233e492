from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms import panels, receivers  # noqa: F401, PLC0415 - models are there now; importing receivers connects them

        panels.place()

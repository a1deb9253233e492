from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    name = "contact"
    verbose_name = _("Messages")

    def ready(self) -> None:
        from core.jobs import periodic  # noqa: PLC0415 - models are there only now

        periodic.daily("contact.tasks.forget", at=time(4, 40))

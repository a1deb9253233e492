from datetime import time

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Kernel"

    def ready(self) -> None:
        from core.jobs import periodic, privacy  # noqa: F401, PLC0415 - models are there only now

        autodiscover_modules("privacy")
        periodic.daily("core.jobs.tasks.prune", at=time(4, 30))

from datetime import time

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Kernel"

    def ready(self) -> None:
        from core.jobs import periodic, privacy  # noqa: F401, PLC0415 - models are there only now

        periodic.daily("core.jobs.tasks.prune", at=time(4, 30))

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentConfig(AppConfig):
    name = "activities.assignment"
    label = "activities_assignment"
    verbose_name = _("Activity: assignment")

    def ready(self) -> None:
        from activities.assignment import privacy  # noqa: F401, PLC0415 - declares
        from activities.assignment.kind import Assignment  # noqa: PLC0415 - once the models are there
        from core.jobs import periodic  # noqa: PLC0415 - once the models are there
        from courses.installed_kinds import register  # noqa: PLC0415

        periodic.daily("activities.assignment.tasks.sweep", at=time(4, 50))
        register(Assignment())

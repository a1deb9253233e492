from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    name = "activities.reading"
    label = "activities_reading"
    verbose_name = _("Activity: reading")

    def ready(self) -> None:
        from activities.reading.kind import Reading  # noqa: PLC0415 - once the models are there
        from courses.installed_kinds import register  # noqa: PLC0415

        register(Reading())

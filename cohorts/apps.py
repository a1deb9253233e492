from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CohortsConfig(AppConfig):
    name = "cohorts"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from cohorts.queries.chances import next_sessions, people_trained  # noqa: PLC0415 - models are there now
        from courses import accompanying, next_chance  # noqa: PLC0415

        next_chance.register(next_sessions)
        accompanying.register(people_trained)

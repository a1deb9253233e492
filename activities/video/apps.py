from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideoConfig(AppConfig):
    name = "activities.video"
    label = "activities_video"
    verbose_name = _("Activity: video")

    def ready(self) -> None:
        from activities.video.kind import Video  # noqa: PLC0415 - once the models are there
        from courses.installed_kinds import register  # noqa: PLC0415

        register(Video())

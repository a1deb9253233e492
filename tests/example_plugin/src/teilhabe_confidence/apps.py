from django.apps import AppConfig


class ConfidenceConfig(AppConfig):
    name = "teilhabe_confidence"

    def ready(self) -> None:
        from courses.installed_kinds import register
        from teilhabe_confidence.kind import Confidence

        register(Confidence())

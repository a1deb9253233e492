from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizConfig(AppConfig):
    name = "activities.quiz"
    label = "activities_quiz"
    verbose_name = _("Quiz")

    def ready(self) -> None:
        from activities.quiz.kind import Quiz  # noqa: PLC0415 - needs the models
        from courses.installed_kinds import register  # noqa: PLC0415

        register(Quiz())

from django.apps import AppConfig


class QuizConfig(AppConfig):
    name = "activities.quiz"
    label = "activities_quiz"

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "activities.reading"
    label = "activities_reading"

from django.apps import AppConfig


class VideoConfig(AppConfig):
    name = "activities.video"
    label = "activities_video"

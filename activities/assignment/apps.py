from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    name = "activities.assignment"
    label = "activities_assignment"

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from courses import accompanying, checks  # noqa: F401, PLC0415 - checks registers itself
        from courses.queries.invitations import people_invited  # noqa: PLC0415 - models are there now

        accompanying.register(people_invited)

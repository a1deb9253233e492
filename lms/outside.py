"""Kinds of activity that others have written: packages installed beside us, found by their entry points."""

from importlib.metadata import entry_points

GROUP = "teilhabe.activities"


def activity_apps(group: str = GROUP) -> tuple[list[str], dict[str, str]]:
    """The Django apps that installed packages offer, as dotted paths of their `AppConfig`, and those that cannot be loaded
    by name with the reason: everything else goes on without them, and `manage.py check` says so.
    """
    apps: list[str] = []
    refused: dict[str, str] = {}
    for point in sorted(entry_points(group=group)):
        try:
            config = point.load()
        except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything
            refused[point.name] = f"{type(error).__name__}: {error}"
        else:
            apps.append(f"{config.__module__}.{config.__qualname__}")
    return apps, refused

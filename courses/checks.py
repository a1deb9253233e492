"""What whoever runs the site must know of kinds of activity that could not be taken in."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from courses import installed_kinds


@register()
def kinds_taken_in(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Their activities show a placeholder; everything else goes on."""
    return [
        Warning(
            f"The kind of activity “{one.key}” is not taken in: {one.reason}",
            hint="See docs/hooks.md.",
            id="courses.W001",
        )
        for one in installed_kinds.refused()
    ]

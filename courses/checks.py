"""What whoever runs the site must know of kinds of activity that could not be taken in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from courses import installed_kinds


@register()
def kinds_taken_in(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Their activities show a placeholder; everything else goes on."""
    reasons = settings.OUTSIDE_REFUSED | {one.key: one.reason for one in installed_kinds.refused()}
    return [
        Warning(
            f"The kind of activity “{name}” is not taken in: {reason}", hint="See docs/hooks.md.", id="courses.W001"
        )
        for name, reason in reasons.items()
    ]

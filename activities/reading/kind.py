"""A piece to read, with a tick: I have read this."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import rich_text
from courses.activity_types import (
    ActivityType,
    Context,
    Effects,
    Event,
    Inline,
    Issue,
    Outcome,
    Shown,
    TextField,
    Writing,
)
from courses.errors import UnknownAction


class Reading(ActivityType):
    """Complete once the person says so."""

    key = "reading"
    label = gettext_lazy("Reading")
    icon = "doc-full"
    text_fields = (TextField("body", gettext_lazy("Text to read"), Writing.RICH, required=True),)

    def validate(self, config: Mapping[str, Any], package: Any = None) -> list[Issue]:
        body = (config.get("text") or {}).get("body", "")
        return [] if rich_text.words(str(body)) else [Issue(_("Please write the text to read, in German."), "body")]

    def render(self, context: Context) -> Shown:
        return Inline(
            "activities/reading.html",
            {
                "body": rich_text.clean(str(context.text.get("body", ""))),
                "body_language": context.language_of("body"),
                "is_read": bool(context.attempt and context.attempt.completed),
            },
        )

    def handle(self, context: Context, action: str, payload: Mapping[str, Any]) -> Effects:
        if action != "read":
            raise UnknownAction
        reply = {"message": _("Noted: you have read this.")}
        if context.attempt and context.attempt.completed:
            return Effects(reply=reply)
        return Effects(state={"read_at": context.at.isoformat()}, events=(Event("read"),), reply=reply)

    def outcome(self, previous: Outcome, state: Mapping[str, Any], new_events: Sequence[Event]) -> Outcome:
        return Outcome(completed=previous.completed or any(event.verb == "read" for event in new_events))

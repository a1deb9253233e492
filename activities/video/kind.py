"""A film of one's own: loaded on a tap, with captions and transcript; watched by one's own word or by what was played."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.video import played, showing
from activities.video.forms import VideoConfigForm
from core import rich_text
from courses.activity_types import (
    ActivityType,
    Capability,
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
from courses.enums import Evidence
from courses.errors import UnknownAction

ENOUGH = 0.9


class Video(ActivityType):
    """What was played is counted by the learner's device: it is kept as what it is."""

    key = "video"
    label = gettext_lazy("Film")
    icon = "media"
    capabilities = frozenset({Capability.RESUMABLE})
    evidence = Evidence.CLIENT
    config_form = VideoConfigForm
    text_fields = (
        TextField("description", gettext_lazy("What the film is about")),
        TextField(
            "transcript",
            gettext_lazy("Transcript"),
            Writing.RICH,
            gettext_lazy("What is said and shown, for everyone who cannot hear, see or load the film."),
            required=True,
        ),
    )

    def validate(self, config: Mapping[str, Any], package: Any = None) -> list[Issue]:
        transcript = (config.get("text") or {}).get("transcript", "")
        issues = [] if showing.sources(config) else [Issue(_("Please choose the film as WebM or MP4."), "mp4")]
        if not rich_text.words(str(transcript)):
            issues.append(Issue(_("Please write the transcript, in German."), "transcript"))
        return issues

    def render(self, context: Context) -> Shown:
        return Inline(
            "activities/video.html",
            {
                "film": showing.film(context.config, context.wanted),
                "description": context.text.get("description", ""),
                "description_language": context.language_of("description"),
                "transcript": rich_text.clean(str(context.text.get("transcript", ""))),
                "transcript_language": context.language_of("transcript"),
                "position": context.state.get("position", 0),
                "is_watched": bool(context.attempt and context.attempt.completed),
            },
        )

    def handle(self, context: Context, action: str, payload: Mapping[str, Any]) -> Effects:
        if action == "watched":
            return self._watched(context)
        if action == "position":
            return self._position(context, payload)
        raise UnknownAction

    def _watched(self, context: Context) -> Effects:
        reply = {"message": _("Noted: you have watched this.")}
        is_done = context.attempt is not None and context.attempt.completed
        return Effects(events=() if is_done else (Event("watched"),), reply=reply)

    def _position(self, context: Context, payload: Mapping[str, Any]) -> Effects:
        report = played.read(payload, length=context.config.get("seconds"))
        state = played.add(context.state, report)
        enough = played.share(state) >= ENOUGH
        is_done = context.attempt is not None and context.attempt.completed
        reply = {"completed": enough or is_done, "message": _("Noted: you have watched this.") if enough else ""}
        return Effects(state=state, events=(Event("played"),) if enough and not is_done else (), reply=reply)

    def outcome(self, previous: Outcome, state: Mapping[str, Any], new_events: Sequence[Event]) -> Outcome:
        said = any(event.verb == "watched" for event in new_events)
        return Outcome(completed=previous.completed or said or played.share(state) >= ENOUGH)

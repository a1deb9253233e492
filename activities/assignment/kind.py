"""A small task from real life: handed in as text, photo or voice, answered by a trainer. No grade."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.assignment import files
from activities.assignment.enums import Accepts, CompleteWhen, Decision, State
from activities.assignment.errors import (
    AlreadyDecided,
    CommentMissing,
    CommentTooLong,
    NotAsked,
    NothingHandedIn,
    TextTooLong,
    TextUnreadable,
)
from activities.assignment.forms import AssignmentConfigForm
from activities.assignment.models import Submission
from activities.assignment.queries import shown_submissions
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

TEXT_LIMIT = 10_000
COMMENT_LIMIT = 3_000
READERS = {Accepts.PHOTO: files.photo, Accepts.VOICE: files.voice}


class Assignment(ActivityType):
    """Complete when handed in or, if the author wishes so, when seen."""

    key = "assignment"
    label = gettext_lazy("Task to hand in")
    icon = "upload"
    config_form = AssignmentConfigForm
    text_fields = (TextField("prompt", gettext_lazy("The task"), Writing.RICH, required=True),)

    def validate(self, config: Mapping[str, Any], package: Any = None) -> list[Issue]:
        issues = []
        if not rich_text.words(str((config.get("text") or {}).get("prompt", ""))):
            issues.append(Issue(_("Please write the task, in German."), "prompt"))
        if not _accepts(config):
            issues.append(Issue(_("Please choose at least one way to hand in."), "accepts"))
        return issues

    def render(self, context: Context) -> Shown:
        works = shown_submissions(context.attempt.id) if context.attempt else ()
        latest = works[0] if works else None
        return Inline(
            "assignment/activity.html",
            {
                "prompt": rich_text.clean(str(context.text.get("prompt", ""))),
                "prompt_language": context.language_of("prompt"),
                "accepts": {str(way): True for way in _accepts(context.config)},
                "latest": latest,
                "earlier": works[1:],
                "form_is_open": latest is None or latest.state == State.AGAIN or bool(context.refusal),
                "typed": str(context.typed.get("text", "")),
                "refusal": context.refusal,
                "text_limit": TEXT_LIMIT,
                "photo_mb": files.PHOTO_MB,
                "voice_mb": files.VOICE_MB,
            },
        )

    def receive(self, action: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        ready = {str(way): read(payload[way]) for way, read in READERS.items() if isinstance(payload.get(way), File)}
        return {**payload, **ready}

    def handle(self, context: Context, action: str, payload: Mapping[str, Any]) -> Effects:
        if action != "hand_in" or context.attempt is None:
            raise UnknownAction
        work = self._work(context.attempt.id, context, payload)
        waiting = Submission.objects.of_attempt(context.attempt.id).waiting().first()
        reply = {"message": _("Handed in. Your trainer will look at it and write to you here.")}
        if waiting and _is_repeat(waiting, work):
            return Effects(reply=reply)
        if waiting:
            waiting.state = State.REPLACED
        return Effects(
            state={
                "state": State.HANDED_IN,
                "submission": str(work.pk),
                "complete_when": context.config.get("complete_when", CompleteWhen.HANDED_IN),
            },
            records=(waiting, work) if waiting else (work,),
            events=(Event("handed_in", {"submission": str(work.pk)}),),
            reply=reply,
        )

    def _work(self, attempt: uuid.UUID, context: Context, payload: Mapping[str, Any]) -> Submission:
        """What was handed in, as a row not yet saved."""
        parts = {name: value for name in Accepts.values if (value := payload.get(name))}
        if not set(parts) <= _accepts(context.config):
            raise NotAsked
        text = parts.get("text", "")
        if not isinstance(text, str):
            raise TextUnreadable
        if len(text) > TEXT_LIMIT:
            raise TextTooLong(limit=TEXT_LIMIT)
        uploads = {name: value for name, value in parts.items() if name != Accepts.TEXT}
        if not all(isinstance(upload, files.ReadyFile) for upload in uploads.values()):
            raise NotAsked
        if not text.strip() and not uploads:
            raise NothingHandedIn
        return Submission(attempt_id=attempt, text=text.strip(), handed_in_at=context.at, **uploads)

    def decide(self, context: Context, decision: str, payload: Mapping[str, Any]) -> Effects:
        if decision not in Decision.values or context.attempt is None:
            raise UnknownAction
        comment = _comment(decision, payload)
        work = Submission.objects.of_attempt(context.attempt.id).waiting().first()
        if work is None or str(work.pk) != payload.get("submission"):
            raise AlreadyDecided
        work.state = State(decision)
        work.comment = comment
        work.decided_at = context.at
        work.decided_by_id = context.actor
        return Effects(
            state={**context.state, "state": work.state},
            records=(work,),
            events=(Event(decision, {"submission": str(work.pk)}),),
            reply={"message": _("Your answer was sent. The person sees it in the lesson.")},
        )

    def outcome(self, previous: Outcome, state: Mapping[str, Any], new_events: Sequence[Event]) -> Outcome:
        waits_for_seen = state.get("complete_when") == CompleteWhen.SEEN
        is_done = state.get("state") == State.SEEN or (bool(state.get("state")) and not waits_for_seen)
        return Outcome(completed=previous.completed or is_done)

    def export(self, context: Context) -> Mapping[str, Any]:
        works = Submission.objects.of_attempt(context.attempt.id) if context.attempt else ()
        return {
            "works": [
                {
                    "handed_in_at": work.handed_in_at.isoformat(),
                    "text": work.text,
                    "photo": work.photo.name,
                    "voice": work.voice.name,
                    "state": work.state,
                    "comment": work.comment,
                }
                for work in works
            ]
        }

    def erase(self, context: Context) -> None:
        for work in Submission.objects.of_attempt(context.attempt.id) if context.attempt else ():
            for file in (work.photo, work.voice):
                if file:
                    file.delete(save=False)
            work.delete()


def _accepts(config: Mapping[str, Any]) -> set[str]:
    wished = config.get("accepts", ["text"])
    return set(wished) & set(Accepts.values) if isinstance(wished, list) else set()


def _is_repeat(waiting: Submission, work: Submission) -> bool:
    """The same words twice without files: a double click, or a second tab."""
    has_files = any((waiting.photo, waiting.voice, work.photo, work.voice))
    return not has_files and waiting.text == work.text


def _comment(decision: str, payload: Mapping[str, Any]) -> str:
    comment = payload.get("comment", "")
    if not isinstance(comment, str):
        raise CommentMissing
    if len(comment) > COMMENT_LIMIT:
        raise CommentTooLong(limit=COMMENT_LIMIT)
    if decision == Decision.AGAIN and not comment.strip():
        raise CommentMissing
    return comment.strip()

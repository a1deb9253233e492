"""One question, three answers, no points."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from courses.activity_types import ActivityType, Context, Effects, Event, Inline, Issue, Outcome, Shown, TextField
from courses.errors import UnknownAction

ANSWERS = {
    "sure": gettext_lazy("I feel sure"),
    "half": gettext_lazy("I know some of it"),
    "not_yet": gettext_lazy("Not yet"),
}


class AnswerMissing(DomainError):
    """Nothing was chosen, or something that is not offered."""

    message = gettext_lazy("Please choose one of the three answers.")


class Confidence(ActivityType):
    """Complete once answered; the answer may be changed, completion stays."""

    key = "confidence"
    label = gettext_lazy("How sure do you feel?")
    icon = "help"
    text_fields = (TextField("question", gettext_lazy("Question"), required=True),)

    def validate(self, config: Mapping[str, Any], package: Any = None) -> list[Issue]:
        question = str((config.get("text") or {}).get("question", "")).strip()
        return [] if question else [Issue(_("Please write the question, in German."), "question")]

    def render(self, context: Context) -> Shown:
        return Inline(
            "teilhabe_confidence/confidence.html",
            {
                "question": context.text.get("question", ""),
                "question_language": context.language_of("question"),
                "answers": [(key, words, context.state.get("answer") == key) for key, words in ANSWERS.items()],
                "refusal": context.refusal,
            },
        )

    def handle(self, context: Context, action: str, payload: Mapping[str, Any]) -> Effects:
        if action != "answer":
            raise UnknownAction
        answer = payload.get("answer")
        if not isinstance(answer, str) or answer not in ANSWERS:
            raise AnswerMissing
        reply = {"message": _("Noted. You can change your answer at any time.")}
        if context.state.get("answer") == answer:
            return Effects(reply=reply)
        return Effects(state={"answer": answer}, events=(Event("answered", {"answer": answer}),), reply=reply)

    def outcome(self, previous: Outcome, state: Mapping[str, Any], new_events: Sequence[Event]) -> Outcome:
        return Outcome(completed=previous.completed or any(event.verb == "answered" for event in new_events))

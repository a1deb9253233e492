"""The quiz: an assessment as an activity of a lesson. Everything it knows of items and scores stands in `assessments`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.quiz import pages
from activities.quiz.forms import QuizForm
from assessments.domain import sitting as sittings
from assessments.enums import Mode
from assessments.errors import AssessmentUnknown, PoolTooSmall
from assessments.models import Assessment, Sitting
from assessments.policies import placeable_assessments
from assessments.queries.blueprint import blueprint, drawn, options
from assessments.queries.export import export_of
from courses.activity_types import ActivityType, Capability, Context, Effects, Event, Issue, Outcome, Shown, TextField
from courses.enums import Evidence
from courses.errors import UnknownAction
from people.policies import Actor

ACTIONS: dict[str, Callable[..., Effects]] = {
    "start": sittings.start,
    "save": sittings.save,
    "check": sittings.check,
    "submit": sittings.submit,
}


class Quiz(ActivityType):
    """Config: `{"assessment": id}`. Acts: start (also the next attempt), save, check (one answer), submit."""

    key = "quiz"
    label = gettext_lazy("Check or test")
    icon = "help"
    capabilities = frozenset(
        {
            Capability.SCORED,
            Capability.RESUMABLE,
            Capability.OFFLINE,
            Capability.MULTIPLE_ATTEMPTS,
            Capability.PRACTICE,
        }
    )
    evidence = Evidence.SERVER
    config_form = QuizForm
    text_fields = (TextField("intro", gettext_lazy("A few words before the questions")),)

    def evidence_for(self, config: Mapping[str, Any]) -> Evidence:
        """A self-check may be looked up and tried again at will, so it is as good as the learner's own word."""
        is_test = Assessment.objects.filter(pk=config.get("assessment"), mode=Mode.TEST).exists()
        return Evidence.SERVER if is_test else Evidence.CLIENT

    def may_place(self, actor: Actor, config: Mapping[str, Any]) -> bool:
        return Assessment.objects.filter(placeable_assessments(actor), pk=config.get("assessment")).exists()

    def validate(self, config: Mapping[str, Any], package: Any = None) -> list[Issue]:
        try:
            plan = blueprint(config.get("assessment"))
            for option in options(plan) if plan.asks_option else [""]:
                drawn(plan, 0, option)
        except AssessmentUnknown:
            return [Issue(_("Please choose a check or test that has questions ready to be asked."), "assessment")]
        except PoolTooSmall as error:
            return [Issue(str(error), "assessment")]
        if plan.asks_option and not options(plan):
            return [Issue(_("No tag begins with the word that learners choose by."), "assessment")]
        return []

    def render(self, context: Context) -> Shown:
        return pages.shown(context)

    def practise(self, context: Context, payload: Mapping[str, Any]) -> Shown:
        return pages.practised(context, payload)

    def handle(self, context: Context, action: str, payload: Mapping[str, Any]) -> Effects:
        act = ACTIONS.get(action)
        if act is None or context.attempt is None:
            raise UnknownAction
        return act(
            attempt=context.attempt, assessment_id=context.config.get("assessment"), payload=payload, at=context.at
        )

    def wants_new_attempt(self, context: Context, action: str) -> bool:
        """“Start” after a graded attempt begins the next one; whether it is allowed is decided when it starts."""
        return action == "start" and context.attempt is not None and context.attempt.completed

    def due(self, context: Context) -> str | None:
        deadline = context.state.get("deadline")
        if deadline and context.at > datetime.fromisoformat(deadline) + sittings.GRACE:
            return "submit"
        return None

    def outcome(self, previous: Outcome, state: Mapping[str, Any], new_events: Sequence[Event]) -> Outcome:
        for event in new_events:
            if event.verb == "submitted":
                data = event.data
                return Outcome(True, data["passed"], Decimal(data["share"]), counts=data["counts"])
        return previous

    def export(self, context: Context) -> Mapping[str, Any]:
        return export_of(context.attempt.id, context.language) if context.attempt else {}

    def erase(self, context: Context) -> None:
        """Answers and scores go; the versions that were put stay, they are nobody's."""
        if context.attempt:
            Sitting.objects.filter(pk=context.attempt.id).delete()

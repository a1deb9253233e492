"""The conformance sees what it is there to see: kinds with one mistake each."""

import pytest
from hypothesis.errors import Flaky

from activities.reading.kind import Reading
from courses.activity_types import Effects, Event, Inline, Outcome
from courses.models import Activity, Fact
from tests.contract.conformance import ActivityConformance
from tests.factories.activities import installed

pytestmark = pytest.mark.django_db

REFUSALS = (AssertionError, pytest.fail.Exception, Flaky)  # flaky: what is not pure may answer rightly the second time


class WritesInHandle(Reading):
    def handle(self, context, action, payload):
        Activity.objects.filter(pk=context.activity).update(title="Anders")
        return super().handle(context, action, payload)


class WritesInRender(Reading):
    def render(self, context):
        Activity.objects.filter(pk=context.activity).update(title="Anders")
        return super().render(context)


class LooksUpItsOutcome(Reading):
    def outcome(self, previous, state, new_events):
        return Outcome(completed=Fact.objects.exists() or super().outcome(previous, state, new_events).completed)


class RemembersItsOutcome(Reading):
    times = 0

    def outcome(self, previous, state, new_events):
        type(self).times += 1
        return Outcome(completed=self.times % 3 == 0)


class TakesAnyAction(Reading):
    def handle(self, context, action, payload):
        return super().handle(context, "read", payload)


class BelievesItsPayload(Reading):
    def handle(self, context, action, payload):
        return Effects(state={"n": int(payload.get("unknown", 0))}, events=(Event(action),))


class SpeaksGermanOnly(Reading):
    def render(self, context):
        shown = super().render(context)
        return Inline(shown.template, {**shown.context, "body": context.german["body"], "body_language": "de"})


def conformance(kind):
    made = type("Conformance", (ActivityConformance,), {"kind": kind})
    made.config = {"text": {"body": "<p>Ein Satz.</p>"}}
    made.english = {"body": "<p>A sentence.</p>"}
    made.acts = [("read", {})]
    return made()


@pytest.mark.parametrize(
    ("kind", "test", "arguments"),
    [
        (WritesInHandle, "test_handle_answers_with_effects_and_writes_nothing_itself", ()),
        (WritesInRender, "test_shows_a_visitor_a_person_and_every_state_and_writes_nothing", ()),
        (RemembersItsOutcome, "test_outcome_is_pure", ()),
        (LooksUpItsOutcome, "test_outcome_is_pure", ()),
        (TakesAnyAction, "test_unknown_action_is_refused", ("no-such-action",)),
        (BelievesItsPayload, "test_hostile_payload_is_refused_in_words_or_harmless", (9,)),
        (SpeaksGermanOnly, "test_words_stand_in_their_own_language", ()),
    ],
)
def test_conformance_refuses_a_kind_with_a_mistake(kind, test, arguments):
    checked = conformance(kind())
    with installed(checked.kind), pytest.raises(REFUSALS):
        getattr(checked, test)(checked.make_bench(), *arguments)


def test_conformance_accepts_the_kind_without_it():
    checked = conformance(Reading())
    checked.test_handle_answers_with_effects_and_writes_nothing_itself(checked.make_bench())
    checked.test_outcome_is_pure(checked.make_bench())
    checked.test_words_stand_in_their_own_language(checked.make_bench())

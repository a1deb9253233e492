"""The conformance of a kind: subclass, say the kind, a valid configuration and acts that complete it, and run.

    class TestReading(ActivityConformance):
        kind = Reading()
        config = {"text": {"body": "<p>Ein Satz.</p>"}}
        english = {"body": "<p>A sentence.</p>"}
        acts = [("read", {})]

A kind whose configuration needs rows makes them in `make_config`, and acts that name them in `make_acts`.
"""

import copy
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from courses.activity_types import API_VERSION, ActivityType, Capability, Effects, Outcome, Placeholder
from courses.enums import Evidence
from courses.errors import ActivityMissing, NotEnrolled, UnknownAction
from courses.models import ActivityFailure, Attempt, Enrolment, Fact
from courses.queries.attention import needs_attention
from courses.runtime import begin
from courses.runtime.applying import STATE_LIMIT
from people.enums import Role
from tests.factories import people
from tests.factories.activities import Bench, bench, installed, no_queries, no_writes, uninstalled

Act = tuple[str, Mapping[str, Any]]
DEEP: Any = "deep"
for _ in range(200):
    DEEP = [DEEP]
HOSTILE: list[Any] = [
    "a\0b",
    "\ud800",
    "x" * 10_000_000,
    10**400,
    -1,
    math.nan,
    math.inf,
    True,
    None,
    [],
    {},
    [[], {"a": [None]}],
    {"a": {"b": "c"}},
    ["x"] * 100_000,
    DEEP,
    "'; DROP TABLE people; --",
    "<script>alert(1)</script>",
    SimpleUploadedFile("x.jpg", b"\xff\xd8\xff no picture at all", "image/jpeg"),
]


@pytest.mark.django_db
class ActivityConformance:
    """Everything the runtime, the pages and the people rely on."""

    kind: ClassVar[ActivityType]
    config: ClassVar[Mapping[str, Any]] = {}
    english: ClassVar[Mapping[str, Any]] = {}
    acts: ClassVar[Sequence[Act]] = ()

    def make_config(self) -> Mapping[str, Any]:
        return self.config

    def make_acts(self, at: Bench) -> Sequence[Act]:
        return self.acts

    def make_bench(self) -> Bench:
        return bench(self.kind.key, self.make_config(), english=self.english)

    @pytest.fixture
    def at(self) -> Iterator[Bench]:
        with installed(self.kind):
            yield self.make_bench()

    def perform(self, at: Bench) -> None:
        for action, payload in self.make_acts(at):
            at.act(action, payload)

    def rehearse(self, at: Bench, action: str, payload: Mapping[str, Any]) -> tuple[Effects, Outcome]:
        """What the kind would change by an act; nothing is changed."""
        with transaction.atomic():
            enrolment = Enrolment.objects.get(person=at.person, course=at.course)
            kind, attempt, context = begin(enrolment, at.lesson, at.activity.pk, "de", action, at.at)
            with no_writes():
                effects = kind.handle(context, action, kind.receive(action, payload))
            previous = Outcome(attempt.completed, attempt.passed, attempt.share)
            state = context.state if effects.state is None else effects.state
            with no_queries():
                outcome = kind.outcome(previous, state, effects.events)
            transaction.set_rollback(True)
        return effects, outcome

    # What it says of itself

    def test_key_label_and_version_are_declared(self) -> None:
        kind = self.kind
        assert kind.key
        assert kind.key == kind.key.lower().strip()
        assert str(kind.label)
        assert kind.api_version == API_VERSION
        assert kind.state_version >= 1
        assert kind.evidence in Evidence
        assert all(capability in Capability for capability in kind.capabilities)
        names = [field.name for field in kind.text_fields]
        assert len(set(names)) == len(names)
        assert all(str(field.label) for field in kind.text_fields)

    def test_valid_configuration_has_no_issues_and_an_empty_one_is_judged(self) -> None:
        assert self.kind.validate(self.make_config()) == []
        assert all(str(issue.message) for issue in self.kind.validate({}))

    def test_configuration_is_json_and_its_form_shows_it(self) -> None:
        config = self.make_config()
        assert json.loads(json.dumps(config)) == config
        if self.kind.config_form:
            initial = self.kind.config_form.initial_of(config)
            for account in (None, people.account(Role.AUTHOR)):
                form = self.kind.config_form(initial=initial, for_user=account)
                assert set(initial) <= set(form.fields)

    def test_author_may_place_what_is_configured(self) -> None:
        assert self.kind.may_place(people.account(Role.AUTHOR), self.make_config()) is True

    # Showing

    def test_shows_a_visitor_a_person_and_every_state_and_writes_nothing(self, at: Bench) -> None:
        with no_writes():
            assert at.html(person=False)
            assert at.html()
        for action, payload in self.make_acts(at):
            at.act(action, payload)
            with no_writes():
                assert at.html()

    def test_words_stand_in_their_own_language(self, at: Bench) -> None:
        for name, words in self.english.items():
            german = at.activity.config["text"][name]
            english_page, arabic_page = at.html(language="en"), at.html(language="ar")
            assert _bare(words) in _bare(english_page)
            assert 'lang="en"' in english_page
            assert _bare(german) in _bare(arabic_page)
            assert 'lang="de"' in arabic_page

    def test_word_not_translated_is_german_and_says_so(self, at: Bench) -> None:
        at.activity.texts.update(text={})
        context = at.context(language="en")
        for name in self.english:
            assert (context.text[name], context.language_of(name)) == (at.activity.config["text"][name], "de")

    def test_practice_without_a_person_stores_nothing(self, at: Bench) -> None:
        context = at.context(person=False)
        with no_writes():
            for _action, payload in self.make_acts(at):
                assert not isinstance(self.kind.practise(context, payload), Placeholder)
        assert Attempt.objects.count() == 0

    # Acting

    def test_handle_answers_with_effects_and_writes_nothing_itself(self, at: Bench) -> None:
        for action, payload in self.make_acts(at):
            effects, _outcome = self.rehearse(at, action, payload)
            assert isinstance(effects, Effects)
            assert all(event.verb for event in effects.events)
            json.dumps(effects.reply, cls=DjangoJSONEncoder)
            at.act(action, payload)

    def test_acts_complete_it_with_the_declared_evidence(self, at: Bench) -> None:
        assert at.facts() == []
        self.perform(at)
        attempt = at.attempt()
        assert attempt.completed
        expected = self.kind.evidence_for(at.activity.config)
        assert attempt.evidence == expected
        assert set(Fact.objects.filter(node=at.node).values_list("evidence", flat=True)) == {expected}

    def test_state_is_json_under_the_cap(self, at: Bench) -> None:
        self.perform(at)
        state = at.state()
        assert isinstance(state, dict)
        assert len(json.dumps(state)) <= STATE_LIMIT

    def test_same_act_in_two_tabs_is_one_outcome(self, at: Bench) -> None:
        self.perform(at)
        before = at.facts()
        action, payload = self.make_acts(at)[-1]
        assert not isinstance(_refusal(at, action, payload), ActivityMissing)
        assert at.facts() == before
        assert Attempt.objects.filter(person=at.person).count() == 1

    def test_files_of_somebody_who_is_not_in_the_course_are_not_read(self, at: Bench) -> None:
        Enrolment.objects.update(ended_at=at.at)
        with installed(_broken(self.kind, "receive")), pytest.raises(NotEnrolled):
            at.act("hand_in", {"photo": SimpleUploadedFile("x.jpg", b"?", "image/jpeg")})
        assert needs_attention() == []

    @pytest.mark.parametrize("action", ["no-such-action", "", "__class__", "x" * 500])
    def test_unknown_action_is_refused(self, at: Bench, action: str) -> None:
        with pytest.raises(UnknownAction):
            at.act(action, {})
        assert Attempt.objects.count() == 0

    def test_unknown_decision_is_refused(self, at: Bench) -> None:
        self.perform(at)
        before = at.state()
        with pytest.raises(DomainError) as refused:
            at.decide("no-such-decision", {})
        assert not isinstance(refused.value, ActivityMissing)
        assert at.state() == before

    @pytest.mark.parametrize("number", range(len(HOSTILE)))
    def test_hostile_payload_is_refused_in_words_or_harmless(self, at: Bench, number: int) -> None:
        for action, payload in self.make_acts(at):
            for name in {*payload, "unknown"}:
                _tried(at, action, {**payload, name: HOSTILE[number]})
            _tried(at, action, dict.fromkeys(payload, HOSTILE[number]))
            _tried(at, action, {})
            at.act(action, payload)
        assert needs_attention() == []

    # Outcome

    def test_outcome_is_pure(self, at: Bench) -> None:
        steps = []
        for action, payload in self.make_acts(at):
            effects, _outcome = self.rehearse(at, action, payload)
            at.act(action, payload)
            steps.append((dict(at.state() or {}), tuple(effects.events)))

        @given(st.lists(st.sampled_from(steps), max_size=8))
        @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
        def folded_twice(chosen: list[Any]) -> None:
            with no_queries():
                before = copy.deepcopy(chosen)
                first, second = self._fold(chosen), self._fold(copy.deepcopy(chosen))
            assert chosen == before
            assert first == second
            assert all(one.share is None or 0 <= one.share <= 1 for one in first)

        folded_twice()

    def _fold(self, steps: list[Any]) -> list[Outcome]:
        found, outcome = [], Outcome()
        for state, events in steps:
            outcome = self.kind.outcome(outcome, state, events)
            found.append(outcome)
        return found

    # Failing

    def test_crash_in_render_shows_a_placeholder_and_tells_the_team(self, at: Bench) -> None:
        self.perform(at)
        before = at.state()
        with installed(_broken(self.kind, "render")):
            assert at.show() == Placeholder(at.activity.title, "failed")
        assert at.state() == before
        assert [(one.activity, one.error) for one in needs_attention()] == [(at.activity, "Crash")]
        assert at.html()

    @pytest.mark.parametrize("verb", ["handle", "outcome", "wants_new_attempt"])
    def test_crash_in_an_act_changes_nothing_and_tells_the_team(self, at: Bench, verb: str) -> None:
        self.perform(at)
        before, facts = at.state(), at.facts()
        with installed(_broken(self.kind, verb)), pytest.raises(ActivityMissing):
            at.act(*self.make_acts(at)[-1])
        assert (at.state(), at.facts()) == (before, facts)
        assert ActivityFailure.objects.get().error == "Crash"

    def test_missing_kind_shows_a_placeholder_and_keeps_what_was_stored(self, at: Bench) -> None:
        self.perform(at)
        before = at.state()
        with uninstalled(self.kind.key):
            assert at.show() == Placeholder(at.activity.title, "missing")
            with pytest.raises(ActivityMissing):
                at.act(*self.make_acts(at)[-1])
            assert [one.kind_missing for one in needs_attention()] == [True]
        assert at.state() == before
        assert at.html()

    # Keeping, giving, forgetting

    def test_state_of_version_1_is_read_on(self, at: Bench) -> None:
        self.perform(at)
        state = at.state() or {}
        before = copy.deepcopy(state)
        with no_queries():
            migrated = self.kind.migrate(state, 1)
        json.dumps(migrated, cls=DjangoJSONEncoder)
        assert state == before

    def test_export_is_json_and_writes_nothing(self, at: Bench) -> None:
        with no_writes():
            json.dumps(self.kind.export(at.context()), cls=DjangoJSONEncoder)
        self.perform(at)
        with no_writes():
            json.dumps(self.kind.export(at.context()), cls=DjangoJSONEncoder)

    def test_erase_twice_leaves_a_page_that_shows(self, at: Bench) -> None:
        self.perform(at)
        self.kind.erase(at.context())
        self.kind.erase(at.context())
        assert not isinstance(at.show(), Placeholder)


class Crash(Exception):
    """What a kind raises that nobody foresaw."""


def _broken(kind: ActivityType, verb: str) -> ActivityType:
    """The same kind in a version with a mistake."""

    def crash(self: object, *arguments: Any) -> Any:
        raise Crash("holds what somebody typed")

    made: ActivityType = type(f"Broken{type(kind).__name__}", (type(kind),), {verb: crash})()
    return made


def _tried(at: Bench, action: str, payload: Mapping[str, Any]) -> None:
    """Does an act inside a savepoint that is undone: it may be refused in words, but never fail."""
    with transaction.atomic():
        refusal = _refusal(at, action, payload)
        transaction.set_rollback(True)
    assert not isinstance(refusal, ActivityMissing), refusal.__cause__
    assert refusal is None or str(refusal)


def _refusal(at: Bench, action: str, payload: Mapping[str, Any]) -> DomainError | None:
    try:
        at.act(action, payload)
    except DomainError as error:
        return error
    return None


def _bare(html: str) -> str:
    return " ".join(strip_tags(html).split())

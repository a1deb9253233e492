"""Sitting an assessment: start, save, check, submit.

These functions decide and return `Effects`; the activity runtime saves them, under its lock on the enrolment and in its one
transaction. So two tabs, a double click or an impatient phone are put in a row, and nothing is graded twice.
"""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from assessments import answers, responses, scoring
from assessments.drawing import SEEDS, mixed
from assessments.enums import CountingAttempt, Feedback
from assessments.errors import (
    AlreadySubmitted,
    DeadlinePassed,
    NoAttemptsLeft,
    NothingAnswered,
    NotStarted,
    OptionMissing,
    TooManySaves,
    UnknownItem,
)
from assessments.models import ItemScore, Response, Sitting, SittingItem
from assessments.queries.blueprint import Blueprint, blueprint, drawn, options
from assessments.queries.content import keys, written
from assessments.queries.papers import Paper, paper
from assessments.responses import Save
from assessments.scoring import Answer
from courses.activity_types import AttemptData, Effects, Event

GRACE = timedelta(seconds=5)  # the way from a slow phone: what arrives so late after the deadline is still taken
MOST_SAVES = 500  # of one item in one sitting


@dataclass(frozen=True, slots=True)
class _Begun:
    """A paper to work on, and the rows that begin it if it is new."""

    paper: Paper
    new: tuple[Any, ...] = ()


def is_over(sitting: Sitting, at: datetime) -> bool:
    """Whether the server's deadline and the grace after it have passed."""
    return sitting.deadline is not None and at > sitting.deadline + GRACE


def start(*, attempt: AttemptData, assessment_id: int, payload: Mapping[str, Any], at: datetime) -> Effects:
    """Draws the items and starts the clock; a repeat changes nothing.

    `option` in the payload is what the learner chose where the assessment asks for something.
    Raises `AssessmentUnknown`, `PoolTooSmall`, `OptionMissing`, `NoAttemptsLeft`.
    """
    known = _known(attempt)
    if known:
        return Effects(reply=_clock(known.sitting, at))
    plan = blueprint(assessment_id)
    option = answers.first(payload, "option")
    if plan.asks_option and option not in options(plan):
        raise OptionMissing
    begun = _begin(attempt, plan, option, _seed(plan, payload), at)
    return _started(begun, Effects(reply=_clock(begun.paper.sitting, at)))


def save(*, attempt: AttemptData, assessment_id: int, payload: Mapping[str, Any], at: datetime) -> Effects:
    """Keeps the answers of a payload; `assessments.responses` says which counts. A self-check begins with its first save.

    Raises `NotStarted`, `AlreadySubmitted`, `DeadlinePassed`, `UnknownItem`, `AnswerUnknown`, `AnswerTooLong`,
    `AnswerUnreadable`, `SaveUnreadable`, `TooManySaves`.
    """
    begun = _open(attempt, assessment_id, payload, at)
    if is_over(begun.paper.sitting, at):
        raise DeadlinePassed
    given = answers.given(payload, begun.paper.asked)
    reply = {"saved": [str(version) for version in given]} | _clock(begun.paper.sitting, at)
    return _started(begun, Effects(records=_saves(begun.paper, given, payload, at), reply=reply))


def check(*, attempt: AttemptData, assessment_id: int, payload: Mapping[str, Any], at: datetime) -> Effects:
    """Grades one answer at once where the assessment gives feedback after each; from then on that answer stands.

    `check` in the payload names the version. Raises as `save`, `NothingAnswered`, and
    `UnknownItem` where feedback comes at the end only.
    """
    begun = _open(attempt, assessment_id, payload, at)
    if is_over(begun.paper.sitting, at):
        raise DeadlinePassed
    item = _item(begun.paper, answers.first(payload, "check"))
    given = answers.given(payload, begun.paper.asked)
    records: list[Any] = [*_saves(begun.paper, given, payload, at)]
    if item.version_id not in begun.paper.scores:
        answer = _after(begun.paper, records).answers.get(item.version_id, ())
        if not answer:
            raise NothingAnswered
        records.append(_score(item, scoring.share(keys([item.version_id])[item.version_id], answer), at))
    events = [Event("answered", {"item": str(item.version_id)})]
    return _started(begun, Effects(records=records, events=events, reply={"checked": str(item.version_id)}))


def submit(*, attempt: AttemptData, assessment_id: int, payload: Mapping[str, Any], at: datetime) -> Effects:
    """Keeps the payload's answers and grades the sitting once; a repeat returns the same result and changes nothing.

    After the deadline and its grace nothing more is taken: what was saved before is graded. A self-check without any answer
    is not graded: that would only give the solutions away.
    Raises `NothingAnswered`,
    `NotStarted`, `UnknownItem`, `AnswerUnknown`, `AnswerTooLong`, `AnswerUnreadable`, `SaveUnreadable`, `TooManySaves`.
    """
    known = _known(attempt)
    if known and known.sitting.submitted_at:
        return Effects(reply=result_of(known.sitting, len(known.items)))
    begun = _Begun(known) if known else _open(attempt, assessment_id, payload, at)
    late = is_over(begun.paper.sitting, at)
    given = {} if late else answers.given(payload, begun.paper.asked)
    saves = _saves(begun.paper, given, payload, at)
    answered = _after(begun.paper, saves)
    if not begun.paper.sitting.assessment.is_test and not any(answered.answers.values()):
        raise NothingAnswered
    scores, total = _grade(answered, at)
    sitting = _graded(begun.paper.sitting, total, at)
    data = {
        "share": str(sitting.share),
        "passed": sitting.passed,
        "counts": sitting.assessment.counting != CountingAttempt.FIRST or attempt.n == 1,
        "late": late,
    }
    effects = Effects(
        records=[*saves, *scores, *([] if begun.new else [sitting])],
        events=[Event("submitted", data)],
        reply=result_of(sitting, total.items),
    )
    return _started(begun, effects)


def result_of(sitting: Sitting, items: int) -> dict[str, Any]:
    """The result as data, for a script and for the person's download."""
    return {
        "submitted": True,
        "right": sitting.right,
        "items": items,
        "points": str(sitting.points),
        "max_points": str(sitting.max_points),
        "passed": sitting.passed,
    }


def _clock(sitting: Sitting, at: datetime) -> dict[str, Any]:
    """Seconds left by the server's clock, none without a limit."""
    left = max(0, int((sitting.deadline - at).total_seconds())) if sitting.deadline else None
    return {"left": left}


def _seed(plan: Blueprint, payload: Mapping[str, Any]) -> int:
    """A test's seed is drawn by the server. A self-check's may come with the form: so it keeps the questions just shown."""
    typed = answers.first(payload, "seed")
    if not plan.assessment.is_test and typed.isascii() and typed.isdigit() and len(typed) <= 10:
        return int(typed) % SEEDS
    return secrets.randbelow(SEEDS)


def _known(attempt: AttemptData) -> Paper | None:
    return None if attempt.is_new else paper(attempt.id)


def _open(attempt: AttemptData, assessment_id: int, payload: Mapping[str, Any], at: datetime) -> _Begun:
    """The running paper; of a self-check a new one if there is none."""
    known = _known(attempt)
    if known and known.sitting.submitted_at:
        raise AlreadySubmitted
    if known:
        return _Begun(known)
    plan = blueprint(assessment_id)
    if plan.assessment.is_test or plan.asks_option:
        raise NotStarted
    return _begin(attempt, plan, "", _seed(plan, payload), at)


def _begin(attempt: AttemptData, plan: Blueprint, option: str, seed: int, at: datetime) -> _Begun:
    assessment = plan.assessment
    if assessment.attempts and attempt.n > assessment.attempts:
        raise NoAttemptsLeft(allowed=assessment.attempts)
    sitting = Sitting(
        attempt_id=attempt.id,
        assessment=assessment,
        option=option,
        started_at=at,
        deadline=at + timedelta(minutes=assessment.minutes) if assessment.minutes else None,
    )
    chosen = drawn(plan, seed, option)
    offered = {version: list(one.choices) for version, one in written(chosen).items()}
    if assessment.shuffle_choices:
        offered = {version: mixed(seed, version, choices) for version, choices in offered.items()}
    items = tuple(
        SittingItem(sitting=sitting, version_id=version, position=position, choices=offered[version])
        for position, version in enumerate(chosen, 1)
    )
    return _Begun(Paper(sitting, items, (), {}), (sitting, *items))


def _started(begun: _Begun, effects: Effects) -> Effects:
    """The effects with what begins the sitting before them, if it is new. Its deadline is in the state too, for `due`."""
    if not begun.new:
        return effects
    sitting = begun.paper.sitting
    state = {"deadline": sitting.deadline.isoformat() if sitting.deadline else None}
    event = Event("started", {"option": sitting.option} if sitting.option else {})
    return replace(effects, state=state, records=[*begun.new, *effects.records], events=[event, *effects.events])


def _item(known: Paper, version: str) -> SittingItem:
    found = next((item for item in known.items if str(item.version_id) == version), None)
    if found is None or known.sitting.assessment.feedback != Feedback.AT_ONCE:
        raise UnknownItem
    return found


def _saves(known: Paper, given: Mapping[uuid.UUID, Answer], payload: Mapping[str, Any], at: datetime) -> list[Response]:
    """The new rows of one message. A repeat, a graded answer, and a plain form that says nothing new add none."""
    client, n = answers.sender(payload)
    counting = known.answers
    rows = []
    for item in known.items:
        answer = given.get(item.version_id)
        if answer is None or item.version_id in known.scores:
            continue
        before = [save for save in known.saves if save.item == item.pk]
        if len(before) >= MOST_SAVES:
            raise TooManySaves
        says_nothing = not client and answer == counting.get(item.version_id, ())
        if says_nothing or responses.is_repeat(before, client, n):
            continue
        rows.append(Response(item=item, client=client, n=n, arrival=known.arrivals + 1, data=list(answer), at=at))
    return rows


def _after(known: Paper, rows: list[Any]) -> Paper:
    """The paper as it will be once these saves are kept."""
    saves = (Save(row.item_id, row.client, row.n, row.arrival, tuple(row.data)) for row in rows)
    return replace(known, saves=(*known.saves, *saves))


def _grade(known: Paper, at: datetime) -> tuple[list[ItemScore], scoring.Total]:
    """The scores that are still missing, and the exact total of all items."""
    right, answered = keys([item.version_id for item in known.items]), known.answers
    earned = {
        item.version_id: scoring.share(right[item.version_id], answered.get(item.version_id, ()))
        for item in known.items
    }
    rows = [_score(item, earned[item.version_id], at) for item in known.items if item.version_id not in known.scores]
    return rows, scoring.total((right[version].points, share) for version, share in earned.items())


def _score(item: SittingItem, share: Fraction, at: datetime) -> ItemScore:
    return ItemScore(item=item, share=scoring.rounded(share), is_right=share == 1, at=at)


def _graded(sitting: Sitting, total: scoring.Total, at: datetime) -> Sitting:
    sitting.submitted_at = at
    sitting.points = scoring.rounded(total.points)
    sitting.max_points = scoring.rounded(total.maximum)
    sitting.share = scoring.rounded(total.share)
    sitting.passed = scoring.has_passed(total.share, sitting.assessment.pass_share)
    sitting.right = total.right
    return sitting

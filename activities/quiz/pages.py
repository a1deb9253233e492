"""What the quiz shows: the start of a test, the open form, the result. At most four queries, however many items there are."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from django.utils.crypto import salted_hmac

from assessments import answers, presets, scoring
from assessments.answers import Asked
from assessments.counting import Result, counting_result
from assessments.domain.sitting import GRACE, is_over
from assessments.drawing import SEEDS, mixed
from assessments.enums import Feedback
from assessments.errors import AssessmentUnknown, NothingAnswered, OptionMissing, PoolTooSmall
from assessments.models import Assessment, Sitting
from assessments.queries.blueprint import Blueprint, blueprint, drawn, options
from assessments.queries.content import Content, contents
from assessments.queries.papers import Paper, paper
from assessments.queries.sheets import ItemSheet, Put, earned, sheets
from core.errors import DomainError
from courses.activity_types import Context, Inline, Shown

FOLDER = "activities/quiz"


def shown(context: Context) -> Shown:
    """The page of somebody who joined, or of somebody who has not tried anything yet."""
    known = paper(context.attempt.id) if context.attempt else None
    if known is None:
        return _before(context, {})
    if known.sitting.submitted_at:
        return _result(context, known)
    if is_over(known.sitting, context.at):
        return _inline("over", context, known.sitting.assessment)
    return _open(context, known)


def practised(context: Context, payload: Mapping[str, Any]) -> Shown:
    """The page of somebody who has not joined: after a try its result. Nothing is stored."""
    if not answers.first(payload, "tried"):
        return _before(context, payload)
    plan = _plan(context)
    seed = _seed(payload)
    versions = _drawn(plan, seed, _option(plan, payload)) if plan and not plan.assessment.is_test else None
    if plan is None or versions is None:
        return _before(context, payload)
    found = contents(versions, context.wanted)
    tried, refused = _tried(payload, versions, found)
    worth = {} if refused else earned(found, tried)
    put = [Put(version, _order(plan.assessment, seed, found[version]), worth.get(version)) for version in versions]
    items = sheets(put, found, tried, wanted=context.wanted, explained=plan.assessment.explanations)
    common = {"seed": seed, "next_seed": (seed + 1) % SEEDS, "items": items, "refused": refused}
    if refused:
        return _inline("form", context, plan.assessment, practising=True, **common)
    total = scoring.total((found[version].key.points, share) for version, share in worth.items())
    passed = scoring.has_passed(total.share, plan.assessment.pass_share)
    return _inline(
        "result",
        context,
        plan.assessment,
        practising=True,
        **common,
        **_score(plan.assessment, total.right, len(items), total.maximum, passed),
    )


def _tried(
    payload: Mapping[str, Any], versions: Sequence[uuid.UUID], found: Mapping[uuid.UUID, Content]
) -> tuple[dict[uuid.UUID, answers.Answer], str]:
    """The answers in an address, and why they are refused, if they are. Of items that are gone nothing is said."""
    asked = [Asked(version, found[version].key.kind, tuple(found[version].words.choices)) for version in versions]
    names = {answers.field_name(version) for version in versions}
    try:
        tried = answers.given({name: value for name, value in payload.items() if name in names}, asked)
    except DomainError as error:
        return {}, str(error)
    return tried, "" if any(tried.values()) else str(NothingAnswered())


def _before(context: Context, payload: Mapping[str, Any]) -> Shown:
    """Before the first answer: a test waits for its start, a self-check is open at once."""
    plan = _plan(context)
    if plan is None:
        return _missing(context)
    assessment = plan.assessment
    if assessment.is_test and not plan.asks_option and _drawn(plan, 0, "") is None:
        return _missing(context)
    if assessment.is_test or (plan.asks_option and not _option(plan, payload)):
        return _inline("start", context, assessment, options=_named(plan), practising=context.person is None)
    seed = _seed(payload)
    versions = _drawn(plan, seed, _option(plan, payload))
    if versions is None:
        return _missing(context)
    found = contents(versions, context.wanted)
    put = [Put(version, _order(assessment, seed, found[version])) for version in versions]
    items = sheets(put, found, {}, wanted=context.wanted, explained=False)
    return _inline("form", context, assessment, items=items, seed=seed, practising=context.person is None)


def _open(context: Context, known: Paper) -> Shown:
    """The running sitting. Items that were checked one by one show their result, the others nothing of it."""
    assessment = known.sitting.assessment
    items = _items(context, known, explained=assessment.explanations)
    left = known.sitting.deadline - context.at if known.sitting.deadline else None
    minutes = max(0, int(left.total_seconds() // 60)) if left is not None else None
    return _inline(
        "form",
        context,
        assessment,
        items=items,
        deadline=known.sitting.deadline,
        left=max(0, int(left.total_seconds())) if left is not None else None,
        minutes_left=minutes,
        grace=int(GRACE.total_seconds()),
    )


def _items(context: Context, known: Paper, *, explained: bool) -> list[ItemSheet]:
    found = contents([item.version_id for item in known.items], context.wanted)
    put = [
        Put(
            item.version_id,
            item.choices,
            Fraction(known.scores[item.version_id].share) if item.version_id in known.scores else None,
        )
        for item in known.items
    ]
    return sheets(put, found, known.answers, wanted=context.wanted, explained=explained)


def _result(context: Context, known: Paper) -> Shown:
    sitting = known.sitting
    assessment, attempt = sitting.assessment, context.attempt
    n = attempt.n if attempt else 1
    best = counting_result(assessment.counting, _results(context)) if n > 1 else None
    may_try_again = assessment.attempts is None or n < assessment.attempts
    asks_option = bool(sitting.option or context.refusal)  # refused: it may ask for one since
    plan = _plan(context) if may_try_again and asks_option else None
    return _inline(
        "result",
        context,
        assessment,
        items=_items(context, known, explained=assessment.explanations),
        counting=best if best and best.n != n else None,
        late=sitting.deadline is not None
        and sitting.submitted_at is not None
        and is_over(sitting, sitting.submitted_at),
        may_try_again=may_try_again,
        options=_named(plan) if plan else [],
        option=sitting.option,
        **_score(assessment, sitting.right or 0, len(known.items), Fraction(sitting.max_points or 0), sitting.passed),
    )


def _results(context: Context) -> list[Result]:
    """The graded attempts of this person at this activity in this lesson, one query."""
    rows = Sitting.objects.filter(
        attempt__person=context.person, attempt__lesson=context.lesson, attempt__activity=context.activity
    ).exclude(submitted_at=None)
    return [
        Result(row.attempt.n, row.share or Decimal(0), row.right or 0, row.passed)
        for row in rows.select_related("attempt")
    ]


def _score(assessment: Assessment, right: int, items: int, maximum: Fraction, passed: bool | None) -> dict[str, Any]:
    preset = presets.words(assessment.preset)
    needed = ceil(Fraction(assessment.pass_share) * maximum) if assessment.pass_share is not None else None
    marks = [{"text": mark.text, "reached": right >= mark.right} for mark in preset.marks] if preset else []
    return {"right": right, "total": items, "passed": passed, "needed": needed, "points": maximum, "marks": marks}


def _inline(page: str, context: Context, assessment: Assessment, **more: Any) -> Inline:
    attempt = context.attempt
    common = {
        "title": context.title,
        "refused": context.refusal,
        "intro": context.text.get("intro", ""),
        "language": context.language,
        "activity": context.activity,
        "is_test": assessment.is_test,
        "minutes": assessment.minutes,
        "at_once": assessment.feedback == Feedback.AT_ONCE,
        "explained": assessment.explanations,
        "counting_rule": assessment.counting,
        "attempt": attempt.n if attempt else 1,
        "attempts": assessment.attempts,
        "preset": presets.words(assessment.preset),
        "keep": _keep(context),
        "practising": False,
    }
    return Inline(f"{FOLDER}/{page}.html", common | more)


def _keep(context: Context) -> str:
    """Under which name a browser keeps what could not be sent: it says nothing, and differs by person and attempt."""
    if context.person is None:
        return ""
    n = context.attempt.n if context.attempt else 1
    return salted_hmac("quiz", f"{context.person}/{context.lesson}/{context.activity}/{n}").hexdigest()[:32]


def _missing(context: Context) -> Inline:
    """The author has not finished it, or took its items away."""
    return Inline(f"{FOLDER}/missing.html", {"title": context.title, "activity": context.activity})


def _drawn(plan: Blueprint, seed: int, option: str) -> list[uuid.UUID] | None:
    try:
        return drawn(plan, seed, option)
    except (AssessmentUnknown, OptionMissing, PoolTooSmall):
        return None


def _plan(context: Context) -> Blueprint | None:
    try:
        return blueprint(context.config.get("assessment"))
    except AssessmentUnknown:
        return None


def _seed(payload: Mapping[str, Any]) -> int:
    typed = answers.first(payload, "seed")
    return int(typed) % SEEDS if typed.isascii() and typed.isdigit() and len(typed) <= 10 else 1


def _option(plan: Blueprint, payload: Mapping[str, Any]) -> str:
    wish = answers.first(payload, "option") if plan.asks_option else ""
    return wish if wish and wish in options(plan) else ""


def _named(plan: Blueprint) -> list[tuple[str, str]]:
    """What may be chosen at the start, with its name."""
    if not plan.asks_option:
        return []
    preset = presets.words(plan.assessment.preset)
    names = preset.option_names if preset else {}
    return sorted(((option, names.get(option, option)) for option in options(plan)), key=lambda pair: pair[1])


def _order(assessment: Assessment, seed: int, content: Content) -> list[str]:
    keys = list(content.words.choices)
    return mixed(seed, content.version, keys) if assessment.shuffle_choices else keys

"""Appending facts, and what follows from them at once: completions by rule."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core import clock
from core.later import later
from courses.domain import outline
from courses.enums import Evidence, FactKind, FactSource, Reason
from courses.models import Enrolment, Fact
from courses.outline import Outline
from courses.progress import FactData, Progress, evaluate
from courses.queries.progress import FIELDS, facts_of, not_before
from people.models import Account


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact to append. `source_key` with `source` is unique: the same outcome told twice is one fact."""

    node: uuid.UUID
    kind: FactKind
    source: FactSource
    source_key: str
    effective_at: datetime
    quantity: Decimal | None = None
    evidence: Evidence = Evidence.SERVER
    reason: Reason | None = None
    corrects: uuid.UUID | None = None


def record(enrolment: Enrolment, new: list[NewFact], *, actor: Account | None, at: datetime) -> Progress:
    """Appends `new` facts in the caller's transaction, under the caller's lock on the enrolment.

    Whatever thereby became complete (lesson, module, course) is appended as facts too: no computer takes a completion back.
    A completed course is told to the apps above by a job of the same commit.
    """
    known = facts_of(enrolment.person_id)
    at = not_before(known, at)
    rows = [_row(enrolment, fact, actor) for fact in new]
    bound = outline.current(enrolment.course).bound_for(enrolment.started_outline)
    facts = known + [_data(row) for row in rows]
    progress = evaluate(bound, facts, at)
    completions = [_row(enrolment, fact, None) for fact in _completions(enrolment, bound, progress, facts, at)]
    Fact.objects.bulk_create(rows + completions)
    if completions:
        progress = evaluate(bound, facts + [_data(row) for row in completions], at)
    if progress.course.is_done and enrolment.completed_at is None:
        _tell(enrolment, progress)
    return progress


def is_behind(enrolment: Enrolment, known: list[FactData], at: datetime) -> bool:
    """Whether something is complete by rule without a fact that says so. `known`: the facts of the person; no query."""
    bound = outline.current(enrolment.course).bound_for(enrolment.started_outline)
    return bool(_completions(enrolment, bound, evaluate(bound, known, at), known, at))


def _tell(enrolment: Enrolment, progress: Progress) -> None:
    enrolment.completed_at = progress.course.since
    enrolment.save(update_fields=["completed_at"])
    later("courses.tasks.publish_completion", enrolment_id=str(enrolment.pk))


def _completions(
    enrolment: Enrolment, bound: Outline, progress: Progress, facts: list[FactData], at: datetime
) -> list[NewFact]:
    """Nodes that are done by rule and have no standing completion yet."""
    corrected = {fact.corrects for fact in facts if fact.corrects}
    complete = {
        fact.node for fact in facts if fact.kind in (FactKind.COMPLETED, FactKind.WAIVED) and fact.id not in corrected
    }
    nodes = [node for module in bound.modules for node in (*(lesson.key for lesson in module.lessons), module.key)]
    done = [node for node in nodes if progress[node].is_done and node not in complete]
    if progress.course.is_done and enrolment.course_id not in complete:
        done.append(enrolment.course_id)
    before = Counter(fact.node for fact in facts if fact.kind == FactKind.COMPLETED)
    return [
        NewFact(
            node=node,
            kind=FactKind.COMPLETED,
            source=FactSource.RULE,
            source_key=f"{enrolment.pk}/{node}/{before[node]}",
            effective_at=at,
        )
        for node in done
    ]


def _row(enrolment: Enrolment, fact: NewFact, actor: Account | None) -> Fact:
    return Fact(
        person_id=enrolment.person_id,
        course_id=enrolment.course_id,
        node=fact.node,
        kind=fact.kind,
        quantity=fact.quantity,
        evidence=fact.evidence,
        source=fact.source,
        source_key=fact.source_key,
        reason=fact.reason or "",
        corrects_id=fact.corrects,
        effective_at=fact.effective_at,
        recorded_at=clock.now(),
        actor=actor,
    )


def _data(row: Fact) -> FactData:
    return FactData(*(getattr(row, name) for name in FIELDS))

"""What a certificate rests on: the facts of a person in a course, and what the outline demands."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from certificates.enums import Kind, Status
from certificates.models import Achievement, Credential
from core.languages import SOURCE_LANGUAGE
from courses.domain import outline as outlines
from courses.enums import Evidence, FactKind, Track
from courses.models import Course, Enrolment, Fact, NodeText
from courses.outline import AllOf, AnyOf, NodeDone, Outline, Rule, Units
from courses.progress import FactData, evaluate
from courses.queries.progress import facts_of

OF_TRACK = {Track.MENTORS: Kind.MENTOR, Track.ORGANISATIONS: Kind.ORGANISATION}


def attested_kind(enrolment: Enrolment) -> Kind:
    """The kind that completing the course attests for this enrolment.

    Tracks of mentors and organisations have one kind each. In the training it is participation where the outline demands units,
    with exam where an exam was passed, else self-study.
    """
    of_track = OF_TRACK.get(Track(enrolment.course.track)) if enrolment.course.track in Track.values else None
    if of_track:
        return of_track
    rule = outlines.current(enrolment.course).rule_for(enrolment.started_outline)
    if not any(isinstance(part, Units) for part in parts_of(rule)):
        return Kind.SELF_STUDY
    return Kind.EXAM if passed_exam(enrolment, rule) else Kind.PARTICIPATION


def standing(achievement: Achievement) -> Enrolment | None:
    """The enrolment, if the course is still complete: nobody has corrected what the completion rested on."""
    return (
        Enrolment.objects.select_related("course", "person")
        .filter(person=achievement.person_id, course=achievement.course_id)
        .exclude(completed_at=None)
        .first()
    )


def parts_of(rule: Rule) -> list[Rule]:
    """The simple rules that a rule is made of."""
    if isinstance(rule, AllOf | AnyOf):
        return [simple for part in rule.parts for simple in parts_of(part)]
    return [rule]


def passed_exam(enrolment: Enrolment, rule: Rule) -> Fact | None:
    """The standing fact that says so: passed on the course itself (entered by staff), or on a node that `rule` names.

    A score computed by the learner's own device is none.
    """
    nodes = {enrolment.course_id, *(part.node for part in parts_of(rule) if isinstance(part, NodeDone))}
    passed = Fact.objects.filter(
        person=enrolment.person_id, course=enrolment.course_id, node__in=nodes, kind=FactKind.PASSED, corrected_by=None
    )
    return passed.exclude(evidence=Evidence.CLIENT).order_by("effective_at", "pk").first()


def evidence_of(achievement: Achievement, language: str, at: datetime) -> dict[str, Any]:
    """What a credential freezes at the instant `at`: ids and numbers, and the titles that are printed. No name of a person."""
    enrolment = Enrolment.objects.select_related("course").get(
        person=achievement.person_id, course=achievement.course_id
    )
    outline = outlines.current(enrolment.course)
    facts = facts_of(enrolment.person_id)
    progress = evaluate(outline.bound_for(enrolment.started_outline), facts, at)
    exam = passed_exam(enrolment, outline.rule_for(enrolment.started_outline))
    return {
        "outline": outline.number,
        "started_outline": enrolment.started_outline,
        "facts": sorted(_standing(facts, enrolment.course_id, at)),
        "completed": achievement.at.isoformat(),
        "units": f"{progress.units.normalize():f}",
        "units_total": f"{outline.units.normalize():f}",
        "exam": str(exam.pk) if exam and achievement.kind == Kind.EXAM else None,
        "course": _title(enrolment.course, language),
        "modules": _modules(outline, language),
    }


def _standing(facts: Iterable[FactData], course: uuid.UUID, at: datetime) -> list[str]:
    known = [fact for fact in facts if fact.course == course and fact.effective_at <= at]
    taken_back = {fact.corrects for fact in known if fact.corrects}
    return [str(fact.id) for fact in known if not fact.corrects and fact.id not in taken_back]


def _title(course: Course, language: str) -> dict[str, str]:
    return _titles([course.pk], language).get(course.pk, {"text": course.slug, "language": SOURCE_LANGUAGE})


def _modules(outline: Outline, language: str) -> list[dict[str, str]]:
    """Titles of the modules, in order; a course of a single module has no list."""
    found = _titles([module.key for module in outline.modules], language)
    listed = [found[module.key] for module in outline.modules if module.key in found]
    return listed if len(listed) > 1 else []


def _titles(nodes: Iterable[uuid.UUID], language: str) -> dict[uuid.UUID, dict[str, str]]:
    rows = NodeText.objects.filter(node__in=list(nodes), locale__in={language, SOURCE_LANGUAGE})
    ranked = sorted(rows, key=lambda row: row.locale == language)
    return {row.node: {"text": row.title, "language": row.locale} for row in ranked}


def shaken(course: Course | None = None) -> list[Credential]:
    """Valid credentials, of one course or all, whose frozen facts were corrected since, and that nobody has left as they are."""
    corrected: dict[tuple[uuid.UUID, uuid.UUID], list[tuple[str, Any]]] = {}
    corrections = Fact.objects.filter(kind=FactKind.CORRECTION, **({"course": course} if course else {}))
    rows = corrections.values_list("person_id", "course_id", "corrects_id", "recorded_at")
    for person, of, fact, at in rows:
        corrected.setdefault((person, of), []).append((str(fact), at))
    valid = Credential.objects.filter(
        status=Status.VALID, achievement__person__in={person for person, _of in corrected}
    ).select_related("achievement__person__identity")
    return [
        one
        for one in valid
        if _rests_on(one, corrected.get((one.achievement.person_id, one.achievement.course_id), []))
    ]


def _rests_on(credential: Credential, corrections: list[tuple[str, Any]]) -> bool:
    facts = set(credential.evidence["facts"])
    return any(
        fact in facts and (credential.ground_kept_at is None or at > credential.ground_kept_at)
        for fact, at in corrections
    )

"""Pieces of work as the lesson, the queue and the trainer's page show them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from activities.assignment.enums import State
from activities.assignment.models import Submission, SubmissionQuerySet
from core.languages import SOURCE_LANGUAGE
from courses import policies
from courses.models import NodeText
from courses.queries.overview import NO_TITLE, Title, titles_of
from people.models import Account, Person

QUEUE_LIMIT = 50


@dataclass(frozen=True, slots=True)
class ShownWork:
    """One piece of work as its person sees it."""

    state: str
    label: str
    text: str
    photo: str
    voice: str
    comment: str
    handed_in_at: datetime
    decided_at: datetime | None


def shown_submissions(attempt: uuid.UUID) -> tuple[ShownWork, ...]:
    """What was handed in at an attempt, the latest first. One query."""
    return tuple(
        ShownWork(
            state=work.state,
            label=work.get_state_display(),
            text=work.text,
            photo=file_url(work, "photo"),
            voice=file_url(work, "voice"),
            comment=work.comment,
            handed_in_at=work.handed_in_at,
            decided_at=work.decided_at,
        )
        for work in Submission.objects.of_attempt(attempt)
    )


def file_url(work: Submission, part: str) -> str:
    """Where the checked view serves a file of this work, or nothing if it has none."""
    return reverse("assignments:file", args=[work.pk, part]) if getattr(work, part) else ""


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A piece of work that its person is asked to hand in again: in which lesson, and which activity there."""

    slug: str
    activity: uuid.UUID
    title: Title


def asked_again(person: Person, titles: Mapping[uuid.UUID, Title]) -> dict[uuid.UUID, AskedAgain]:
    """By course the work that a person is asked to hand in again, the one answered first. One query."""
    works = Submission.objects.asked_again().filter(attempt__person=person, attempt__lesson__retired_at=None)
    attempts = [work.attempt for work in works.select_related("attempt__lesson").order_by("-decided_at")]
    return {
        attempt.lesson.course_id: AskedAgain(
            attempt.lesson.slug, attempt.activity_id, titles.get(attempt.lesson_id, NO_TITLE)
        )
        for attempt in attempts
    }


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A piece of work in the list. `has`: codes of what was handed in."""

    id: uuid.UUID
    person: str
    task: str
    course: str
    lesson: str
    state: str
    label: str
    handed_in_at: datetime
    has: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The oldest first. `more`: how many beyond those shown."""

    rows: tuple[QueueRow, ...]
    more: int


def queue(actor: Account, *, state: str, course: uuid.UUID | None, language: str) -> Queue:
    """The pieces of work an actor may answer, all with their names and titles. Three queries."""
    found = _to_answer(actor).filter(state=state or State.HANDED_IN)
    if course:
        found = found.filter(attempt__lesson__course=course)
    works = list(
        found.select_related("attempt__person__identity", "attempt__activity", "attempt__lesson").order_by(
            "handed_in_at"
        )[:QUEUE_LIMIT]
    )
    titles = titles_of({work.attempt.lesson.course_id for work in works}, language)
    total = len(works) if len(works) < QUEUE_LIMIT else found.count()

    def title(node: uuid.UUID) -> str:
        return str(titles.get(node, ""))

    rows = tuple(
        QueueRow(
            id=work.pk,
            person=str(work.attempt.person),
            task=work.attempt.activity.title,
            course=title(work.attempt.lesson.course_id),
            lesson=title(work.attempt.lesson_id),
            state=work.state,
            label=work.get_state_display(),
            handed_in_at=work.handed_in_at,
            has=tuple(part for part in ("text", "photo", "voice") if getattr(work, part)),
        )
        for work in works
    )
    return Queue(rows, total - len(rows))


def waiting(actor: Account) -> int:
    """How many pieces of work wait for an answer of the actor. One query."""
    return _to_answer(actor).filter(state=State.HANDED_IN).count()


def courses_with_work(actor: Account, language: str) -> list[tuple[uuid.UUID, str]]:
    """Courses in which something was handed in to an actor, with their titles. One query."""
    courses = _to_answer(actor).values("attempt__lesson__course")
    rows = NodeText.objects.filter(node__in=courses, locale__in={language, SOURCE_LANGUAGE})
    titles: dict[uuid.UUID, str] = {}
    for node, locale, title in rows.values_list("node", "locale", "title"):
        if locale == language or node not in titles:
            titles[node] = title
    return sorted(titles.items(), key=lambda pair: pair[1])


def _to_answer(actor: Account) -> SubmissionQuerySet:
    return Submission.objects.filter(attempt__person__in=policies.people_seen(actor))


def work(key: uuid.UUID) -> Submission | None:
    """One piece of work with all that its page and its policy ask for. One query."""
    related = ("attempt__person__identity", "attempt__activity", "attempt__lesson__course", "decided_by")
    return Submission.objects.select_related(*related).filter(pk=key).first()

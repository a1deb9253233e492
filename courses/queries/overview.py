"""A course at a glance: its nodes with titles, states and what is open."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from core.languages import SOURCE_LANGUAGE
from courses.models import Course, Enrolment, Lesson, NodeText
from courses.next_chance import Chance
from courses.outline import ModuleNode, Outline
from courses.progress import NodeProgress, OpenRule, Progress, State
from courses.sentences import sentence


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the language it is in: the reader's, or German.

    `slug`: of a lesson; `behind`: the German text of its page is newer.
    """

    text: str
    language: str
    slug: str = ""
    behind: bool = False

    def __str__(self) -> str:
        return self.text


NO_TITLE = Title("", SOURCE_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson in a list. `opens`: why it is locked, as a sentence."""

    key: uuid.UUID
    slug: str
    title: Title
    minutes: int
    required: bool
    state: State
    is_next: bool = False
    opens: str = ""

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def is_locked(self) -> bool:
        return self.state == State.LOCKED


@dataclass(frozen=True, slots=True)
class Part:
    """A module in a list."""

    key: uuid.UUID
    title: Title
    number: int
    steps: tuple[Step, ...]
    units: str
    state: State

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def is_current(self) -> bool:
        return any(step.is_next for step in self.steps)

    @property
    def steps_done(self) -> int:
        return sum(step.is_done for step in self.steps)


@dataclass(frozen=True, slots=True)
class OpenSentence:
    text: str
    chance: Chance | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """A course for one reader. `percent`: whole number for the bar; `next_step`: the one thing to do."""

    course: Course
    title: Title
    parts: tuple[Part, ...]
    next_step: Step | None
    is_begun: bool
    is_done: bool
    percent: int
    lessons_done: int
    lessons_total: int
    units: str
    units_total: str
    open_sentences: tuple[OpenSentence, ...]
    titles: dict[uuid.UUID, Title]

    @property
    def is_over(self) -> bool:
        """Whether the course has ended for everybody."""
        return self.course.retired_at is not None


def titles_of(courses: Iterable[uuid.UUID], language: str) -> dict[uuid.UUID, Title]:
    """Titles of all nodes of some courses, in the reader's language or German. One query."""
    slug = Lesson.objects.filter(pk=OuterRef("node")).values("slug")
    rows = NodeText.objects.filter(course_id__in=list(courses), locale__in={language, SOURCE_LANGUAGE})
    found: dict[uuid.UUID, Title] = {}
    for node, locale, title, behind, of_lesson in rows.values_list("node", "locale", "title", "behind", Subquery(slug)):
        if locale == language or node not in found:
            found[node] = Title(title, locale, of_lesson or "", behind)
    return found


def overview(
    course: Course,
    outline: Outline,
    *,
    titles: dict[uuid.UUID, Title],
    progress: Progress,
    enrolment: Enrolment | None,
    coming: Mapping[OpenRule, Chance] | None = None,
) -> Overview:
    """Puts the pieces together, without a query. `coming`: the next chances of the open rules, where the page shows them."""
    following = _next(enrolment, progress)
    names = {key: title.text for key, title in titles.items()}
    parts = tuple(
        _part(number, module, titles=titles, names=names, progress=progress, following=following)
        for number, module in enumerate(outline.modules, 1)
    )
    steps = {step.key: step for part in parts for step in part.steps}
    missing = progress.course.open_rules if enrolment else ()
    return Overview(
        course=course,
        title=titles.get(course.pk, Title(course.slug, SOURCE_LANGUAGE)),
        parts=parts,
        next_step=steps.get(following) if following else None,
        is_begun=progress.course.state != State.OPEN,
        is_done=progress.course.is_done,
        percent=int(progress.course.share * 100),
        lessons_done=progress.lessons_done,
        lessons_total=progress.lessons_total,
        units=_plain(progress.units),
        units_total=_plain(outline.units),
        open_sentences=_sentences(missing, titles, coming or {}),
        titles=titles,
    )


def _next(enrolment: Enrolment | None, progress: Progress) -> uuid.UUID | None:
    """Where one was, if that is not done yet, else the next lesson."""
    if enrolment and enrolment.last_lesson_id:
        last = progress.nodes.get(enrolment.last_lesson_id)
        if last and last.state in {State.OPEN, State.BEGUN}:
            return enrolment.last_lesson_id
    return progress.next_lesson


def _part(
    number: int,
    module: ModuleNode,
    *,
    titles: dict[uuid.UUID, Title],
    names: dict[uuid.UUID, str],
    progress: Progress,
    following: uuid.UUID | None,
) -> Part:
    steps = tuple(
        Step(
            key=lesson.key,
            slug=titles.get(lesson.key, NO_TITLE).slug,
            title=titles.get(lesson.key, NO_TITLE),
            minutes=lesson.minutes,
            required=lesson.required,
            state=progress[lesson.key].state,
            is_next=lesson.key == following,
            opens=_why_locked(progress[lesson.key], names),
        )
        for lesson in module.lessons
    )
    return Part(
        key=module.key,
        title=titles.get(module.key, NO_TITLE),
        number=number,
        steps=steps,
        units=_plain(module.units),
        state=progress[module.key].state,
    )


def _why_locked(node: NodeProgress, names: dict[uuid.UUID, str]) -> str:
    if node.state != State.LOCKED:
        return ""
    return " ".join(sentence(rule, names) for rule in node.open_rules)


def _sentences(
    missing: tuple[OpenRule, ...], titles: dict[uuid.UUID, Title], coming: Mapping[OpenRule, Chance]
) -> tuple[OpenSentence, ...]:
    """What is open besides lessons: how many of them are done, the words beside the bar say."""
    names = {key: title.text for key, title in titles.items()}
    return tuple(OpenSentence(sentence(rule, names), coming.get(rule)) for rule in missing if rule.code != "lessons")


def _plain(number: object) -> str:
    """A number without trailing zeros, or nothing for none."""
    text = f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
    return "" if text == "0" else text

"""What the learner's course and lesson views show: page in the reader's language, record, progress.

Counts of queries do not depend on the number of lessons, languages or enrolments.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from wagtail.models import Page

from activities.assignment.kind import Assignment
from activities.assignment.queries import AskedAgain, asked_again
from cms import generation
from cms.derive import course_key_of, derive
from cms.models import CoursePage, LessonPage, ModulePage
from core.languages import SOURCE_LANGUAGE
from courses.domain import outline as outlines
from courses.models import Activity, Course, Enrolment, Fact, Lesson
from courses.next_chance import chances
from courses.outline import CourseTree, LessonNode, Outline
from courses.progress import FactData, NodeProgress, OpenRule, Progress, State, evaluate
from courses.queries.decisions import Decision, decisions_of
from courses.queries.joining import missing_before
from courses.queries.overview import NO_TITLE, Overview, Part, Step, Title, overview, titles_of
from courses.queries.progress import facts_of, progress_by
from people.models import Person

P = TypeVar("P", bound=Page)


@dataclass(frozen=True, slots=True)
class Version(Generic[P]):
    """The page in the language `wanted`, or in German with a notice. `languages`: those it exists in."""

    page: P
    german: P
    languages: frozenset[str]
    wanted: str

    @property
    def language(self) -> str:
        return SOURCE_LANGUAGE if self.page is self.german else self.page.locale.language_code

    @property
    def is_fallback(self) -> bool:
        return self.language != self.wanted


def version(model: type[P], key: uuid.UUID, language: str, *, archived: bool = False) -> Version[P] | None:
    """The page to read, and what other languages it exists in; remembered until an editor publishes anything."""
    kept = (model, key, language, archived)
    return generation.kept(kept, lambda: _version(model, key, language, archived=archived))


def _titles(course: uuid.UUID, language: str) -> dict[uuid.UUID, Title]:
    return generation.kept(("titles", course, language), lambda: titles_of([course], language))


def _version(model: type[P], key: uuid.UUID, language: str, *, archived: bool) -> Version[P] | None:
    """All language versions of a page in one query, and the one to read. Aliases are German in disguise: not counted."""
    pages = model.objects.filter(translation_key=key, alias_of=None).select_related("locale")
    live = {page.locale.language_code: page for page in pages if page.live or archived}
    german = live.get(SOURCE_LANGUAGE)
    if german is None:
        return None
    return Version(live.get(language, german), german, frozenset(live), language)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the German pages of a course and its modules say besides texts: licences, and which titles are not final."""

    licence: str
    licences: Mapping[uuid.UUID, str]
    working_titles: frozenset[uuid.UUID]

    def licence_of(self, module: uuid.UUID | None) -> str:
        """A module's own licence, else the course's."""
        return (self.licences.get(module) if module else "") or self.licence


def _labels(course: uuid.UUID) -> Labels:
    return generation.kept(("labels", course), lambda: _read_labels(course))


def _read_labels(course: uuid.UUID) -> Labels:
    """Two queries, remembered until an editor publishes anything."""
    page = CoursePage.objects.filter(translation_key=course, locale__language_code=SOURCE_LANGUAGE).first()
    modules = list(ModulePage.objects.descendant_of(page)) if page else []
    return Labels(
        licence=page.licence if page else "",
        licences={module.translation_key: module.licence for module in modules},
        working_titles=frozenset(module.translation_key for module in modules if module.working_title),
    )


@dataclass(frozen=True, slots=True)
class ShownModule:
    """A module in the list of a course."""

    part: Part
    licence: str
    working_title: bool


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course as one reader sees it. `before`: what is missing to join it, as sentences; `decisions`: of staff about
    them; `redo`: the work they are asked to hand in again.
    """

    version: Version[CoursePage]
    course: Course
    outline: Outline
    enrolment: Enrolment | None
    overview: Overview
    progress: Progress
    modules: tuple[ShownModule, ...]
    before: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    redo: AskedAgain | None = None


def enrolment_of(course: Course, person: Person | None) -> Enrolment | None:
    """The running enrolment of a person, if there is one."""
    if person is None:
        return None
    enrolment = Enrolment.objects.running().filter(person=person, course=course).first()
    if enrolment:
        enrolment.course, enrolment.person = course, person
    return enrolment


def course_view(slug: str, person: Person | None, language: str, at: datetime) -> CourseView | None:
    """A live course by its slug; one that has ended for those who were in it; else none."""
    course = generation.kept(("course", slug), Course.objects.filter(slug=slug).first)
    if course is None or not course.outline_number or (course.retired_at and not _was_in(course, person)):
        return None
    found = version(CoursePage, course.pk, language, archived=course.retired_at is not None)
    if found is None:
        return None
    outline = outlines.current(course)
    enrolment = enrolment_of(course, person)
    facts = facts_of(enrolment.person_id) if enrolment else []
    progress = _progress(facts, enrolment, outline, at)
    titles = _titles(course.pk, language)
    coming = chances(progress.course.open_rules, enrolment.person, at) if enrolment else {}
    shown = overview(course, outline, titles=titles, progress=progress, enrolment=enrolment, coming=coming)
    before = () if enrolment else missing_before(outline, person, language, at)
    decisions = decisions_of(enrolment.person, course, outline, titles, facts) if enrolment else ()
    redo = asked_again(enrolment.person, titles).get(course.pk) if enrolment and _takes_work(course, outline) else None
    labels = _labels(course.pk)
    modules = tuple(
        ShownModule(part, labels.licence_of(part.key), part.key in labels.working_titles) for part in shown.parts
    )
    return CourseView(found, course, outline, enrolment, shown, progress, modules, before, decisions, redo)


def _takes_work(course: Course, outline: Outline) -> bool:
    """Whether any lesson has work to hand in; remembered until an editor publishes anything."""
    placed = {node.activity for lesson in outline.lessons() for node in lesson.activities}
    works = Activity.objects.filter(type=Assignment.key, pk__in=placed)
    return generation.kept(("takes work", course.pk, outline.number), works.exists)


def _was_in(course: Course, person: Person | None) -> bool:
    return person is not None and Enrolment.objects.filter(course=course, person=person).exists()


def _progress(facts: Sequence[FactData], enrolment: Enrolment | None, outline: Outline, at: datetime) -> Progress:
    """Of somebody who joined; everybody else reads and practises without waiting for anything."""
    return progress_by(facts, enrolment, outline, at) if enrolment else evaluate(outline.unlocked(), (), at)


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson as one reader sees it: `number` of `total` in its module.

    `after`: where “Done, next” leads to; `do_first`: what opens a locked one; `archived`: left the course, kept for its doers.
    """

    version: Version[LessonPage]
    lesson: Lesson
    course: Course
    enrolment: Enrolment | None
    overview: Overview
    node: LessonNode | None
    state: NodeProgress | None
    marked: bool
    number: int
    total: int
    module_number: int
    previous: Step | None
    following: Step | None
    licence: str
    after: Step | None = None
    do_first: Step | None = None
    archived: bool = False

    @property
    def is_behind(self) -> bool:
        """Whether the German text is newer than the one that is read."""
        return self.overview.titles.get(self.lesson.pk, NO_TITLE).behind and not self.version.is_fallback

    @property
    def is_locked(self) -> bool:
        return self.state is not None and self.state.state == "locked"


def lesson_of(course_slug: str, lesson_slug: str) -> Lesson | None:
    """The lesson record with its course; remembered until an outline changes."""
    rows = Lesson.objects.filter(course__slug=course_slug, slug=lesson_slug).select_related("course")
    return generation.kept(("lesson", course_slug, lesson_slug), rows.first)


def lesson_view(lesson: Lesson, person: Person | None, language: str, at: datetime) -> LessonView | None:
    """A lesson of the present outline; an archived one for those who did or tried something in it; else none."""
    course = lesson.course
    outline = outlines.current(course)
    node = outline.lesson(lesson.pk)
    if node is None or course.retired_at:
        return _archived(lesson, person, language, at)
    found = version(LessonPage, lesson.pk, language)
    if found is None:
        return None
    enrolment = enrolment_of(course, person)
    progress = _progress(facts_of(enrolment.person_id) if enrolment else (), enrolment, outline, at)
    titles = _titles(course.pk, language)
    return _lesson_view(lesson, found, outline, node, enrolment, progress, titles)


def _lesson_view(
    lesson: Lesson,
    found: Version[LessonPage],
    outline: Outline,
    node: LessonNode,
    enrolment: Enrolment | None,
    progress: Progress,
    titles: dict[uuid.UUID, Title],
) -> LessonView:
    shown = overview(lesson.course, outline, titles=titles, progress=progress, enrolment=enrolment)
    part = next(part for part in shown.parts if any(step.key == lesson.pk for step in part.steps))
    steps = [step for each in shown.parts for step in each.steps]
    place = next(index for index, step in enumerate(steps) if step.key == lesson.pk)
    asked = {rule.node for rule in progress[lesson.pk].open_rules}
    return LessonView(
        version=found,
        lesson=lesson,
        course=lesson.course,
        enrolment=enrolment,
        overview=shown,
        node=node,
        state=progress[lesson.pk],
        marked=progress.is_marked(lesson.pk),
        number=[step.key for step in part.steps].index(lesson.pk) + 1,
        total=len(part.steps),
        module_number=part.number,
        previous=steps[place - 1] if place else None,
        following=steps[place + 1] if place + 1 < len(steps) else None,
        licence=_labels(lesson.course.pk).licence_of(part.key),
        do_first=next((step for step in steps if step.key in asked - {lesson.pk}), shown.next_step),
        after=_after(lesson, steps[place + 1 :] + steps[:place], progress),
    )


def _after(lesson: Lesson, others: list[Step], progress: Progress) -> Step | None:
    """Where “Done, next” leads to, as `lesson_after` will find: one that is open, or opens once this one is done."""
    opens = (OpenRule("before", lesson.pk),)
    waiting = (step for step in others if not step.is_done)
    return next((step for step in waiting if not step.is_locked or progress[step.key].open_rules == opens), None)


def lesson_on_desk(page: LessonPage, language: str, at: datetime) -> LessonView | None:
    """A lesson as it lies on an editor's desk, read by somebody who has not joined; none outside a course. Nothing is locked."""
    key = course_key_of(page)
    found = _version_on_desk(page, language)
    above = [one.get_latest_revision_as_object() for one in found.german.get_ancestors().filter(live=False)]
    tree = derive(key, drafts=[*above, found.german]) if key else None
    node = tree.outline.lesson(page.translation_key) if tree else None
    if key is None or tree is None or node is None:
        return None
    course = Course.objects.filter(pk=key).first() or Course(pk=key, slug=tree.slug, track=tree.track)
    lesson = Lesson(pk=page.translation_key, course=course, slug=page.slug or "-")
    progress = evaluate(tree.outline, (), at)
    titles = titles_of([key], language) | _titles_on_desk(tree, language)
    view = _lesson_view(lesson, found, tree.outline, node, None, progress, titles)
    return replace(view, state=None)


def _version_on_desk(page: LessonPage, language: str) -> Version[LessonPage]:
    others = LessonPage.objects.filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    known = {one.locale.language_code: one for one in others} | {page.locale.language_code: page}
    german = known.get(SOURCE_LANGUAGE, page)
    return Version(known.get(language, german), german, frozenset(known), language)


def _titles_on_desk(tree: CourseTree, language: str) -> dict[uuid.UUID, Title]:
    slugs = dict(tree.lesson_slugs)
    texts = sorted(tree.texts, key=lambda text: text.locale == language)
    return {
        text.node: Title(text.title, text.locale, slugs.get(text.node, "") or "-")
        for text in texts
        if text.locale in (language, SOURCE_LANGUAGE)
    }


def _archived(lesson: Lesson, person: Person | None, language: str, at: datetime) -> LessonView | None:
    """A lesson that left the course stays readable to those who did or tried something in it."""
    if person is None or not _did_or_tried(person, lesson):
        return None
    found = version(LessonPage, lesson.pk, language, archived=True)
    shown = course_view(lesson.course.slug, person, language, at)
    if found is None or shown is None:
        return None
    return LessonView(
        version=found,
        lesson=lesson,
        course=lesson.course,
        enrolment=shown.enrolment,
        overview=shown.overview,
        node=None,
        state=None,
        marked=True,
        number=0,
        total=0,
        module_number=0,
        previous=None,
        following=shown.overview.next_step,
        licence=_labels(lesson.course.pk).licence_of(None),
        archived=True,
    )


def _did_or_tried(person: Person, lesson: Lesson) -> bool:
    return lesson.attempts.filter(person=person).exists() or Fact.objects.filter(person=person, node=lesson.pk).exists()


def lesson_after(lesson: Lesson, progress: Progress) -> str | None:
    """The slug of the lesson to go on with after this one: the next in order that is not done, else any open one."""
    order = [node.key for node in outlines.current(lesson.course).lessons()]
    after = order[order.index(lesson.pk) + 1 :] if lesson.pk in order else []
    waiting = [key for key in after if progress[key].state in {State.OPEN, State.BEGUN}]
    key = waiting[0] if waiting else progress.next_lesson
    return Lesson.objects.filter(pk=key).values_list("slug", flat=True).first() if key else None

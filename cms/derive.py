"""From the live page tree to the frozen `CourseTree`. The tree is the truth; signals are only hints that it changed.

A lesson counts only if it and all its ancestors are live. Texts come from every language; structure from German alone.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar, cast

from wagtail.models import Locale, Page

from cms.models import CoursePage, LessonPage, ModulePage, TrackPage
from cms.translated import behind
from core.languages import SOURCE_LANGUAGE
from courses.models import Activity
from courses.outline import (
    NO_RULE,
    ActivityNode,
    AllOf,
    AnyOf,
    CourseDone,
    CourseTree,
    LessonNode,
    ModuleNode,
    NodeDone,
    Outline,
    RequiredLessons,
    Rule,
    TreeText,
    Units,
    activity_node,
)

P = TypeVar("P", bound=Page)
Drafts = dict[int, Page]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A page that leaves its place with all below it, to the end of another parent or from the site."""

    page: Page
    to: Page | None = None

    def path_of(self, path: str) -> str | None:
        """Where what stands at `path` stands then, if anywhere."""
        if not path.startswith(self.page.path):
            return path
        last = "Z" * Page.steplen
        return f"{self.to.path}{last}{path[len(self.page.path) :]}" if self.to else None


def derive(key: uuid.UUID, drafts: Iterable[Page] = (), leaving: Leaving | None = None) -> CourseTree | None:
    """The course whose pages carry the translation key `key`, or none if it is not live.

    `drafts`: pages as an editor has them on the desk; they stand for the live ones of the same id, to look ahead.
    `leaving`: what an editor is about to move or take away, to look ahead as well.
    """
    on_desk = {page.pk: page for page in drafts}
    course = CoursePage.objects.filter(translation_key=key, locale__language_code=SOURCE_LANGUAGE).first()
    if course is None or (leaving and leaving.path_of(course.path) is None):
        return None
    course = _as_on_desk(course, on_desk)
    if not (course.live or course.pk in on_desk) or course.get_ancestors().filter(live=False).exists():
        return None
    track = TrackPage.objects.ancestor_of(course).first()
    modules = _live(ModulePage, course, on_desk, leaving)
    lessons = _live(LessonPage, course, on_desk, leaving)
    known = _known_activities(lessons)
    return CourseTree(
        outline=_outline(course, modules, lessons, known),
        slug=course.slug,
        track=track.track if track else "",
        access=course.access,
        joining=course.joining,
        rule=_rule(course, modules),
        binds_running=course.binds_running,
        lesson_slugs=tuple((lesson.translation_key, lesson.slug) for lesson in _inside(lessons, modules)),
        texts=_texts([course, *modules, *lessons]),
    )


def course_key_of(page: Page) -> uuid.UUID | None:
    """The key of the course that a page is or belongs to, wherever in the tree it stands now."""
    depth_of_course = 4
    path = page.path[: Page.steplen * depth_of_course]
    return CoursePage.objects.filter(path=path).values_list("translation_key", flat=True).first()


def _as_on_desk(page: P, drafts: Drafts) -> P:
    return cast("P", drafts.get(page.pk, page))


def _live(model: type[P], course: CoursePage, drafts: Drafts, leaving: Leaving | None) -> list[P]:
    pages = list(model.objects.descendant_of(course).order_by("path"))
    if leaving:
        pages = _after(leaving, course, {*pages, *model.objects.descendant_of(leaving.page, inclusive=True)})
    unsaved = [page for page in drafts.values() if page.pk is None and isinstance(page, model)]
    return [_as_on_desk(page, drafts) for page in pages if page.live or page.pk in drafts] + unsaved


def _after(leaving: Leaving, course: CoursePage, pages: Iterable[P]) -> list[P]:
    """The pages of a course once something has moved or gone."""
    home, placed = leaving.path_of(course.path) or "", []
    for page in pages:
        path = leaving.path_of(page.path)
        if path and path.startswith(home):
            page.path = path
            placed.append(page)
    return sorted(placed, key=lambda page: page.path)


def _inside(lessons: list[LessonPage], modules: list[ModulePage]) -> list[LessonPage]:
    paths = {module.path for module in modules}
    return [lesson for lesson in lessons if lesson.path[: -Page.steplen] in paths]


def _outline(
    course: CoursePage, modules: list[ModulePage], lessons: list[LessonPage], known: set[uuid.UUID]
) -> Outline:
    by_module: dict[str, list[LessonPage]] = defaultdict(list)
    for lesson in lessons:
        by_module[lesson.path[: -Page.steplen]].append(lesson)
    return Outline(
        course=course.translation_key,
        order=cast("Literal['free', 'sequence']", course.order),
        modules=tuple(
            ModuleNode(
                key=module.translation_key,
                lessons=tuple(_lesson(lesson, known) for lesson in by_module[module.path]),
                units=Decimal(module.units),
                requires=_module_requirements(module),
            )
            for module in modules
        ),
        requires=_course_requirements(course),
    )


def _lesson(page: LessonPage, known: set[uuid.UUID]) -> LessonNode:
    placed = {key: required for key, required in _placed(page) if key in known}
    activities = tuple(
        ActivityNode(activity_node(page.translation_key, key), key, required=required)
        for key, required in placed.items()
    )
    return LessonNode(
        key=page.translation_key,
        activities=activities,
        done_by=cast("Literal['button', 'activities']", page.done_by),
        required=page.required,
        minutes=page.minutes,
    )


def _placed(page: LessonPage) -> list[tuple[uuid.UUID, bool]]:
    """Activities of a lesson as its stream holds them: key and whether required. No query."""
    blocks = [raw["value"] for raw in page.body.raw_data if raw["type"] == "activity" and raw["value"].get("activity")]
    return [(uuid.UUID(str(value["activity"])), bool(value.get("required"))) for value in blocks]


def _known_activities(lessons: list[LessonPage]) -> set[uuid.UUID]:
    wanted = {key for lesson in lessons for key, _ in _placed(lesson)}
    return set(Activity.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _rule(course: CoursePage, modules: list[ModulePage]) -> Rule:
    units = sum((Decimal(module.units) for module in modules), Decimal(0))
    if not course.units_share or not units:
        return AllOf((RequiredLessons(),))
    minimum = (units * course.units_share / 100).quantize(Decimal("0.1"))
    return AllOf((RequiredLessons(), Units(minimum)))


def _keys(stream: Iterable[object]) -> list[list[uuid.UUID]]:
    """Lines of alternatives. What is not live can be met by nobody and is not asked for."""
    return [[page.translation_key for page in block.value if page and page.live] for block in stream]  # type: ignore[attr-defined]


def _course_requirements(course: CoursePage) -> Rule:
    lines = tuple(AnyOf(tuple(CourseDone(key) for key in line)) for line in _keys(course.requirements) if line)
    return AllOf(lines) if lines else NO_RULE


def _module_requirements(module: ModulePage) -> Rule:
    lines = tuple(AnyOf(tuple(NodeDone(key) for key in line)) for line in _keys(module.requirements) if line)
    return AllOf(lines) if lines else NO_RULE


def _texts(pages: list[Page]) -> tuple[TreeText, ...]:
    """Titles in German and in every language that has a live translation of its own; aliases are German in disguise."""
    languages = dict(Locale.objects.exclude(language_code=SOURCE_LANGUAGE).values_list("pk", "language_code"))
    german = [TreeText(page.translation_key, SOURCE_LANGUAGE, page.title) for page in pages]
    keys = [page.translation_key for page in pages]
    translated = Page.objects.filter(translation_key__in=keys, locale__in=languages, live=True, alias_of=None)
    old = behind(pages)
    return (
        *german,
        *(
            TreeText(key, languages[locale], title, behind=(key, locale) in old)
            for key, locale, title in translated.values_list("translation_key", "locale_id", "title")
        ),
    )

"""What an editor's draft changes, and for whom, before it is published."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from cms.derive import Leaving, course_key_of, derive
from cms.models import ModulePage
from courses import outline_change
from courses.domain import outline as outlines
from courses.enums import FactKind
from courses.models import Attempt, Course, Enrolment, Fact, NodeText, Replacement
from courses.outline import CourseTree
from people.models import Person


@dataclass(frozen=True, slots=True)
class Touched:
    """A lesson that a change touches. `people`: how many have completed it, or how many it will newly bind."""

    title: str
    people: int


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the live course. `running`: people in the course who have not completed it.

    `waits_for_module`: nobody sees the lesson before its module is published. `unchanged`: nobody's progress differs.
    `ends`: the course leaves the site.
    """

    course: uuid.UUID
    running: int
    completed: int
    binds_running: bool
    added: tuple[Touched, ...] = ()
    removed: tuple[Touched, ...] = ()
    newly_required: tuple[Touched, ...] = ()
    no_longer_required: tuple[Touched, ...] = ()
    exercises_changed: tuple[Touched, ...] = ()
    reordered: bool = False
    rule_changed: bool = False
    only_texts: bool = False
    waits_for_module: bool = False
    unchanged: bool = False
    ends: bool = False


def change_of(page: Page) -> Change | None:
    """What publishing this page as it was last saved would change; none for a course that is not live yet."""
    course = _live_course(page)
    tree = derive(course.pk, drafts=[page]) if course else None
    if course is None or tree is None:
        return None
    module = ModulePage.objects.parent_of(page).filter(live=False)
    if module.exists():
        return Change(course.pk, *_people_in(course), tree.binds_running, waits_for_module=True)
    return _compare(course, tree) or Change(course.pk, *_people_in(course), tree.binds_running, only_texts=True)


def change_of_leaving(page: Page, to: Page | None = None) -> list[Change]:
    """What taking a page from the site, or moving it to another parent, would change: one for each live course it touches."""
    leaving = Leaving(page, to)
    courses = [course for course in (_live_course(page), _live_course(to)) if course]
    return [_change_of_leaving(course, leaving) for course in dict.fromkeys(courses)]


def _change_of_leaving(course: Course, leaving: Leaving) -> Change:
    tree = derive(course.pk, leaving=leaving)
    people = _people_in(course)
    if tree is None:
        return Change(course.pk, *people, binds_running=False, ends=True)
    return _compare(course, tree) or Change(course.pk, *people, tree.binds_running, unchanged=True)


def _live_course(page: Page | None) -> Course | None:
    key = course_key_of(page) if page else None
    return Course.objects.live().exclude(outline_number=0).filter(pk=key).first() if key else None


def _people_in(course: Course) -> tuple[int, int]:
    """Running, completed."""
    people = Enrolment.objects.running().filter(course=course)
    return people.filter(completed_at=None).count(), people.exclude(completed_at=None).count()


def _compare(course: Course, tree: CourseTree) -> Change | None:
    """What differs in the live course if its pages read `tree`; none if only texts do."""
    current = outlines.current(course)
    following = outline_change.next_outline(current, tree)
    if following is None:
        return None
    running, completed = _people_in(course)
    found = outline_change.compare(current, following)
    titles = _titles(course, tree)
    named = (found.added, found.removed, found.newly_required, found.no_longer_required, found.exercises_changed)
    done = _completions([key for keys in named for key in keys])
    bound = running if tree.binds_running else 0

    def touched(keys: Iterable[uuid.UUID], count: int | None = None) -> tuple[Touched, ...]:
        return tuple(Touched(titles.get(key, ""), done[key] if count is None else count) for key in keys)

    return Change(
        course=course.pk,
        running=running,
        completed=completed,
        binds_running=tree.binds_running,
        added=touched(found.added, bound),
        removed=touched(found.removed),
        newly_required=touched(found.newly_required, bound),
        no_longer_required=touched(found.no_longer_required),
        exercises_changed=touched(found.exercises_changed),
        reordered=found.reordered,
        rule_changed=found.rule_changed,
    )


def _titles(course: Course, tree: CourseTree) -> dict[uuid.UUID, str]:
    known = dict(NodeText.objects.filter(course=course, locale="de").values_list("node", "title"))
    return known | {text.node: text.title for text in tree.texts if text.locale == "de"}


def _completions(lessons: list[uuid.UUID]) -> "Counter[uuid.UUID]":
    rows = Fact.objects.filter(node__in=lessons, kind__in=(FactKind.COMPLETED, FactKind.WAIVED), corrected_by=None)
    return Counter(rows.values_list("node", flat=True))


def facts_below(page: Page) -> int:
    """How many people did or tried something in a page's lessons: then it is archived, not deleted."""
    keys = [page.translation_key, *page.get_descendants().values_list("translation_key", flat=True)]
    did = Q(pk__in=Fact.objects.filter(node__in=keys).values("person"))
    tried = Q(pk__in=Attempt.objects.filter(lesson__in=keys).values("person"))
    return Person.objects.filter(did | tried).count()


def replacements_of(course: Course, titles: dict[uuid.UUID, str]) -> list[tuple[str, str]]:
    """Titles of lessons that were replaced, and by which."""
    rows = Replacement.objects.filter(new__course=course).values_list("old_id", "new_id")
    return [(titles.get(old, str(old)), titles.get(new, str(new))) for old, new in rows]

"""The author changes the running course at random while people learn at random: nobody loses what was completed."""

import contextlib
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from courses.domain import completion, enrolment, facts, outline, replacement
from courses.domain import following as outlines_followed
from courses.domain import lesson as lessons
from courses.enums import EnrolmentSource, FactKind, FactSource, Reason
from courses.models import Course, Enrolment, Fact, Lesson, Replacement
from courses.outline import activity_node
from courses.queries.progress import progress_of
from people.enums import Role
from people.models import Account, Person
from tests.conftest import FULL_PROOF
from tests.courses.strategies import ACTIVITIES, COURSE, LESSONS, MODULES, START, trees
from tests.factories import people

pytestmark = pytest.mark.django_db

who = st.integers(0, 1)
what = st.sampled_from(LESSONS)
acts = st.one_of(
    st.tuples(st.just("edit"), trees()),
    st.tuples(st.just("finish"), who, what),
    st.tuples(st.just("finish"), who, what),
    st.tuples(st.just("exercise"), who, what, st.sampled_from(ACTIVITIES)),
    st.tuples(st.just("decide"), who, st.sampled_from([*LESSONS, *MODULES, COURSE]), st.booleans()),
    st.tuples(st.just("replace"), what, what),
    st.tuples(st.just("away"), who),
)


@dataclass
class Class:
    """Two people in a course, with staff and an author. Time goes on by an hour with every act."""

    learners: list[Person]
    staff: Account
    author: Account
    at: datetime = START
    seen: dict[uuid.UUID, Any] = field(default_factory=dict)

    def edit(self, tree):
        outline.sync(COURSE, lambda _: tree)
        self.work()

    def work(self):
        """What the jobs do that an edit and a mapping leave behind."""
        for made in Replacement.objects.all():
            replacement.carry_over(made, at=self.at)
        outlines_followed.complete_by_rule(course=self.course, after=None, at=self.at)

    @property
    def course(self):
        return Course.objects.get(pk=COURSE)

    def enrol(self, number):
        person = self.learners[number]
        return enrolment.enrol(
            person=person, course=self.course, source=EnrolmentSource.STAFF, actor=self.staff, at=self.at
        )

    def finish(self, number, key):
        found = Lesson.objects.filter(pk=key).first()
        person = self.learners[number]
        if found:
            lessons.finish(person=person, lesson=found, actor=person.account, at=self.at)

    def exercise(self, number, key, activity):
        with transaction.atomic():
            held = enrolment.held(person=self.learners[number], course=COURSE)
            node = activity_node(key, activity)
            said = facts.NewFact(
                node=node,
                kind=FactKind.PASSED,
                source=FactSource.ACTIVITY,
                source_key=f"{held.pk}/{node}/{self.at}",
                effective_at=self.at,
            )
            facts.record(held, [said], actor=None, at=self.at)

    def decide(self, number, node, waive):
        act = completion.waive if waive else completion.complete
        person = self.learners[number]
        act(person=person, course=self.course, node=node, reason=Reason.KNOWN, actor=self.staff, at=self.at)

    def replace(self, old, new):
        found = {lesson.pk: lesson for lesson in Lesson.objects.filter(pk__in=[old, new]).select_related("course")}
        if old in found and new in found:
            replacement.confirm(old=found[old], new=found[new], actor=self.author, at=self.at)
            self.work()

    def away(self, number):
        """Leaves, or comes back."""
        person = self.learners[number]
        known = Enrolment.objects.get(person=person)
        if known.ended_at:
            self.enrol(number)
        else:
            enrolment.leave(enrolment=known, actor=person.account, at=self.at)

    def act(self, name, *arguments):
        self.at += timedelta(hours=1)
        with contextlib.suppress(DomainError):  # locked, done already, gone: nothing may have changed then either
            getattr(self, name)(*arguments)

    def look(self):
        """Compares with what everybody had before: facts, everything done, and the completed course."""
        present = outline.current(self.course)
        for held in Enrolment.objects.select_related("course", "person"):
            progress = progress_of(held, present, self.at)
            done = {key for key, node in progress.nodes.items() if node.is_done}
            before = self.seen.get(held.pk, (set(), set(), False))
            said = set(Fact.objects.filter(person=held.person).values_list("pk", flat=True))
            assert before[0] <= said
            assert before[1] & set(progress.nodes) <= done
            assert progress.course.is_done or not before[2]
            assert (held.completed_at is not None) or not before[2]
            if held.ended_at is None:
                kept = {key for key in before[1] if key not in progress.nodes}
                self.seen[held.pk] = (said, done | kept, progress.course.is_done)


@settings(
    max_examples=300 if FULL_PROOF else 12, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
@given(first=trees(), several=st.lists(acts, min_size=4, max_size=16))
def test_nobody_loses_what_was_completed(first, several):
    with transaction.atomic():
        outline.numbered.cache_clear()
        lesson_ids = set()
        crew = Class(
            [people.learner(), people.learner()], people.account(Role.COORDINATOR), people.account(Role.AUTHOR)
        )
        crew.edit(first)
        crew.enrol(0)
        crew.enrol(1)
        crew.look()
        for name, *arguments in several:
            crew.act(name, *arguments)
            crew.look()
            kept = set(Lesson.objects.values_list("pk", flat=True))
            assert lesson_ids <= kept  # retired, never deleted
            lesson_ids = kept
        transaction.set_rollback(True)
    outline.numbered.cache_clear()

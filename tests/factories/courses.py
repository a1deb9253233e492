"""Enrolments for tests."""

from cms.models import CoursePage
from core import clock
from courses.domain import enrolment as enrolments
from courses.enums import EnrolmentSource
from courses.models import Enrolment
from people.models import Person
from tests.factories import pages


def enrol(person: Person, course: CoursePage) -> Enrolment:
    """A person joins a course by the open door."""
    return enrolments.enrol(
        person=person,
        course=pages.record(course),
        source=EnrolmentSource.SELF,
        actor=person.account,
        at=clock.now(),
    )

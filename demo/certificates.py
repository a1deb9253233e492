"""One certificate that visitors of the demo can verify."""

from certificates.domain import achievement, credential
from certificates.models import Credential
from certificates.names import PrintedNames
from core import clock
from courses.models import Course
from people.models import Person


def make_certificate(person: Person, course: Course) -> Credential:
    """The certificate of somebody who has completed a course, confirmed by its holder and issued."""
    found = achievement.from_completion(person_id=person.pk, course_id=course.pk, at=clock.now())
    assert found is not None  # noqa: S101 - who completed it is in it
    assert person.account is not None  # noqa: S101 - demo people sign in
    made = credential.confirm_name(
        achievement=found,
        names=PrintedNames(person.identity.latin_name),
        language="de",
        actor=person.account,
        at=clock.now(),
    )
    return credential.issue(credential_id=made.pk, at=clock.now()) or made

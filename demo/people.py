"""The demo's people, all fictitious: one login for each role, a group with dates, and somebody who has a certificate."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from cohorts.domain import attendance, cohort
from cohorts.models import Cohort, Session
from core import clock
from courses.domain import completion
from courses.domain import enrolment as enrolments
from courses.domain import outline as outlines
from courses.enums import EnrolmentSource, Reason
from courses.models import Course
from demo import content
from organisations.models import MemberRole, Organisation, OrganisationMember
from people.enums import Role
from people.models import Account, Identity, Person

PASSWORD = "teilhabe-demo"  # noqa: S105 - of fictitious people
BERLIN = ZoneInfo("Europe/Berlin")
EVENING = time(18, 30)
WEDNESDAY = 2


def make_people() -> dict[str, Person]:
    """Everyone of `people.toml`, by user name."""
    organisations = _organisations()
    people = {raw["username"]: _person(raw) for raw in content.read("people.toml")["person"]}
    for raw in content.read("people.toml")["person"]:
        if raw.get("organisation"):
            OrganisationMember.objects.create(
                organisation=organisations[raw["organisation"]],
                person=people[raw["username"]],
                role=MemberRole.OWNER,
            )
    return people


def _organisations() -> dict[str, Organisation]:
    return {
        raw["key"]: Organisation.objects.create(name=raw["name"], kind=raw["kind"], place=raw["place"])
        for raw in content.read("organisations.toml")["organisation"]
    }


def _person(raw: dict[str, Any]) -> Person:
    email = f"{raw['username']}@demo.example"
    account = Account.objects.create_user(raw["username"], PASSWORD, email=email, language=raw["language"])
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)  # a code may be sent there
    if raw["role"] in Role.values:
        account.groups.add(Group.objects.get(name=raw["role"]))
    person = Person.objects.create(account=account, language=raw["language"])
    Identity.objects.create(person=person, name=raw["name_native"], latin_name=raw["name_latin"])
    return person


def account_of(people: dict[str, Person], role: str) -> Account:
    """The account that stands for a role: the one named like it, or the first who has it."""
    for raw in content.read("people.toml")["person"]:
        if raw["role"] == role and (account := people[raw["username"]].account):
            return people[role].account or account if role in people else account
    raise LookupError(role)


def make_group(people: dict[str, Person]) -> None:
    """A group on Wednesday evenings: one evening has been, two are to come."""
    course = Course.objects.get(slug="training")
    coordinator, trainer = account_of(people, "coordinator"), account_of(people, "trainer")
    group = cohort.form(course=course, name="Mittwochabend", actor=coordinator)
    cohort.assign(cohort=group, trainer=trainer, actor=coordinator)
    learners = [people[raw["username"]] for raw in content.read("people.toml")["person"] if raw["role"] == "learner"]
    for person in learners:
        _begin(person, course)
        cohort.join(cohort=group, person=person, actor=coordinator)
    evenings = [_evening(group, weeks) for weeks in (-1, 0, 1)]
    for person in learners[:3]:
        attendance.record(session=evenings[0], person=person, units=Decimal(3), actor=trainer, at=evenings[0].starts_at)
    _show_orally(learners[0], course, 2, trainer)


def _begin(person: Person, course: Course) -> None:
    enrolments.enrol(person=person, course=course, source=EnrolmentSource.SELF, actor=person.account, at=clock.now())


def _evening(group: Cohort, weeks: int) -> Session:
    today = clock.now().astimezone(BERLIN).date()
    day = today + timedelta(days=(WEDNESDAY - today.weekday() - 1) % 7 + 1 + 7 * weeks)
    starts = datetime.combine(day, EVENING, BERLIN)
    return Session.objects.create(cohort=group, starts_at=starts, units=3, place="Filderstadt, Bürgerhaus (Demo)")


def _show_orally(person: Person, course: Course, number: int, trainer: Account) -> None:
    """The trainer has heard that a person knows the first lessons."""
    for node in islice(outlines.current(course).lessons(), number):
        completion.complete(
            person=person, course=course, node=node.key, reason=Reason.ORAL, actor=trainer, at=clock.now()
        )


def complete_a_course(people: dict[str, Person]) -> tuple[Person, Course]:
    """Somebody has completed the mentor schooling."""
    course = Course.objects.get(slug="mentoring")
    person = next(people[raw["username"]] for raw in content.read("people.toml")["person"] if raw["role"] == "mentor")
    _begin(person, course)
    completion.complete(
        person=person,
        course=course,
        node=course.pk,
        reason=Reason.ORAL,
        actor=account_of(people, "coordinator"),
        at=clock.now(),
    )
    return person, course

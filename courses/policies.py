"""Who may read, join, do and decide in a course."""

from typing import TYPE_CHECKING

from courses.accompanying import accompanies, people_of
from courses.enums import Access, EnrolmentSource, Joining
from courses.models import Activity, Course, Enrolment, Invitation, Outline
from people.enums import Role
from people.models import Account, Person
from people.policies import Actor, has_role, is_self

if TYPE_CHECKING:
    from django.db.models import QuerySet

STAFF = (Role.COORDINATOR, Role.TRAINER)
WRITERS = (Role.AUTHOR, Role.TRAINER, Role.TRANSLATOR, Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR)


def may_read(actor: Actor, course: Course, enrolment: Enrolment | None) -> bool:
    """Whether somebody may read the lessons: open courses anyone, others those who joined and those who write them."""
    return course.access == Access.OPEN or enrolment is not None or may_write_pages(actor)


def may_write_pages(actor: Actor) -> bool:
    """Whether somebody belongs to those who write, translate and look after courses: they read all of them."""
    return has_role(actor, *WRITERS)


def may_enrol(actor: Actor, course: Course, person: Person, source: str) -> bool:
    """Oneself by the door the course has; others by staff. An invitation was checked where it is redeemed."""
    if source == EnrolmentSource.STAFF:
        return is_staff_of(actor, person)
    if not is_self(actor, person):
        return False
    return source == EnrolmentSource.INVITATION or course.joining == Joining.OPEN


def may_leave(actor: Actor, enrolment: Enrolment) -> bool:
    """Whoever joined by the open door, as long as it is open to come back by."""
    is_free = enrolment.source == EnrolmentSource.SELF and enrolment.course.joining == Joining.OPEN
    return is_free and enrolment.course.retired_at is None and is_self(actor, enrolment.person)


def may_do(actor: Actor, enrolment: Enrolment) -> bool:
    """Whether somebody may do and save in an enrolment: only the person."""
    return is_self(actor, enrolment.person)


def may_decide(actor: Actor, person: Person) -> bool:
    """Whether somebody may complete, waive or correct for a person: staff, never for themselves."""
    return is_staff_of(actor, person)


def may_review(actor: Actor, person: Person, course: Course) -> bool:
    """Whether somebody may read and comment what a person handed in: coordinators, and trainers who accompany the person."""
    return is_staff_of(actor, person)


def may_see_progress(actor: Actor, person: Person) -> bool:
    return is_self(actor, person) or is_staff_of(actor, person)


def is_staff_of(actor: Actor, person: Person) -> bool:
    """Coordinators for everybody, trainers for the people they accompany; nobody for themselves."""
    if is_self(actor, person) or not isinstance(actor, Account):
        return False
    return has_role(actor, Role.COORDINATOR) or (has_role(actor, Role.TRAINER) and accompanies(actor, person))


def people_seen(actor: Account) -> "QuerySet[Person]":
    """Whose progress an account may see: coordinators everybody's, trainers that of those they accompany."""
    if has_role(actor, Role.COORDINATOR):
        return Person.objects.exclude(account=actor)
    return people_of(actor).exclude(account=actor) if has_role(actor, Role.TRAINER) else Person.objects.none()


def may_see_learners(actor: Actor) -> bool:
    """Whether the pages about people who learn exist for somebody; whose, `people_seen` says."""
    return has_role(actor, *STAFF)


def may_see_invitations(actor: Actor) -> bool:
    """Whether the pages about invitations exist for somebody."""
    return has_role(actor, *STAFF)


def may_invite(actor: Actor, course: Course) -> bool:
    """Whether somebody may make, list and revoke invitations of a course."""
    return course.retired_at is None and has_role(actor, *STAFF)


def may_revoke(actor: Actor, invitation: Invitation) -> bool:
    """Whether somebody may end an invitation, also of a course that is over: trainers their own, coordinators any."""
    if has_role(actor, Role.COORDINATOR):
        return True
    return isinstance(actor, Account) and has_role(actor, Role.TRAINER) and invitation.created_by_id == actor.pk


def may_write(actor: Actor, course: Course) -> bool:
    """Whether somebody may decide what stands in a course."""
    return has_role(actor, Role.AUTHOR, Role.ADMINISTRATOR)


def may_write_activity(actor: Actor, activity: Activity | None = None) -> bool:
    """Authors write every activity; trainers those that no learner has before them yet, since a change shows at once."""
    if has_role(actor, Role.AUTHOR, Role.ADMINISTRATOR):
        return True
    return has_role(actor, Role.TRAINER) and not (activity and Outline.objects.present().holding(activity).exists())

"""The pages of the site that staff work on, for menus and start pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.assignment import queries as work
from activities.assignment.policies import may_see_queue
from certificates.policies import may_run
from cohorts.policies import may_see_groups
from consultations.policies import may_enter
from consultations.queries import staff as requests
from contact.policies import may_read
from contact.queries import messages
from courses.policies import may_see_invitations, may_see_learners
from desk.policies import may_read_mails
from people.models import Account
from people.policies import Actor, may_enter_admin, may_enter_people


@dataclass(frozen=True, slots=True)
class Place:
    """`view`: the name of its address; `allowed`: for whom it is there; `waits`: counts what waits there for somebody."""

    label: Promise
    view: str
    allowed: Callable[[Actor], bool]
    waits: Callable[[Account], int] | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A place on somebody's start page. `waiting`: how much waits there."""

    place: Place
    waiting: int


LEARNERS = Place(_("Learners"), "staff:learners", may_see_learners)
GROUPS = Place(_("Groups"), "groups:listing", may_see_groups)
HANDED_IN = Place(_("Work handed in"), "assignments:queue", may_see_queue, work.waiting)
INVITATIONS = Place(_("Invitations"), "courses:invitations", may_see_invitations)
ENTERING = Place(_("Enter a person"), "courses:enter_person", may_enter_people)
CONSULTATIONS = Place(_("Consultations"), "consultations:overview", may_enter, requests.waiting)
MESSAGES = Place(_("Messages"), "contact:inbox", may_read, lambda _actor: messages.waiting())
CERTIFICATES = Place(_("Certificates of all courses"), "certificates:courses", may_run)
MAILS = Place(_("Mails of the demo"), "staff:mails", may_read_mails)
ADMIN = Place(_("Administration"), "wagtailadmin_home", may_enter_admin)
PLACES = (LEARNERS, GROUPS, HANDED_IN, INVITATIONS, ENTERING, CONSULTATIONS, MESSAGES, CERTIFICATES, MAILS, ADMIN)


def work_of(actor: Account) -> tuple[Work, ...]:
    """What somebody's start page leads to, besides courses; a query for each place where something may wait."""
    places = (place for place in PLACES if place.allowed(actor))
    return tuple(Work(place, place.waits(actor) if place.waits else 0) for place in places)

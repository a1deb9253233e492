"""The pages of the site that staff work on, for menus and start pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.assignment.policies import may_see_queue
from certificates.policies import may_run
from cohorts.policies import may_see_groups
from consultations.policies import may_enter
from contact.policies import may_read
from courses.policies import may_see_invitations, may_see_learners
from desk.policies import may_read_mails
from people.policies import Actor, may_enter_admin, may_enter_people


@dataclass(frozen=True, slots=True)
class Place:
    """`view`: the name of its address; `allowed`: for whom it is there."""

    label: Promise
    view: str
    allowed: Callable[[Actor], bool]


LEARNERS = Place(_("Learners"), "staff:learners", may_see_learners)
GROUPS = Place(_("Groups"), "groups:listing", may_see_groups)
HANDED_IN = Place(_("Work handed in"), "assignments:queue", may_see_queue)
INVITATIONS = Place(_("Invitations"), "courses:invitations", may_see_invitations)
ENTERING = Place(_("Enter a person"), "courses:enter_person", may_enter_people)
CONSULTATIONS = Place(_("Consultations"), "consultations:overview", may_enter)
MESSAGES = Place(_("Messages"), "contact:inbox", may_read)
CERTIFICATES = Place(_("Certificates of all courses"), "certificates:courses", may_run)
MAILS = Place(_("Mails of the demo"), "staff:mails", may_read_mails)
ADMIN = Place(_("Administration"), "wagtailadmin_home", may_enter_admin)
PLACES = (LEARNERS, GROUPS, HANDED_IN, INVITATIONS, ENTERING, CONSULTATIONS, MESSAGES, CERTIFICATES, MAILS, ADMIN)


def places_of(actor: Actor) -> tuple[Place, ...]:
    """What somebody's start page leads to, besides courses."""
    return tuple(place for place in PLACES if place.allowed(actor))

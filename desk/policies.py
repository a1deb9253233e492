"""Who may see what only the desk composes."""

from django.conf import settings

from consultations.models import Adviser
from core import written_mails
from courses.policies import is_staff_of
from organisations.models import OrganisationMember
from people.enums import Role
from people.models import Person
from people.policies import Actor, has_role, may_make_sheet


def may_read_mails(actor: Actor) -> bool:
    """The office reads the demo's mails, which go to nobody. Elsewhere they are nobody's to read: they hold sign-in codes."""
    is_demo = getattr(settings, "DEMO", False) and written_mails.are_kept()
    return is_demo and has_role(actor, Role.COORDINATOR, Role.ADMINISTRATOR)


def may_hand_out_sheet(actor: Actor, person: Person) -> bool:
    """Whether somebody may make a new sign-in sheet for a person: staff of theirs, and only for who does nothing here but learn."""
    if not (is_staff_of(actor, person) and may_make_sheet(actor, person)):
        return False
    advises = Adviser.objects.live().filter(person=person).exists()
    return not advises and not OrganisationMember.objects.filter(person=person, until=None).exists()

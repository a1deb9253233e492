from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotInGroup(DomainError):
    message = _("This person is not in this group.")


class NotInCourse(DomainError):
    message = _("This person is not in the course of this group.")


class GroupEnded(DomainError):
    message = _("This group has ended.")


class TooManyUnits(DomainError):
    field = "units"
    message = _("This session has %(units)s teaching units at most.")


class SessionCancelled(DomainError):
    message = _("This session was cancelled: nobody can have attended it.")

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class SlotTaken(DomainError):
    field = "slot"
    message = _("Somebody else has just booked this time. What you wrote is kept: please choose another time.")


class SlotGone(DomainError):
    field = "slot"
    message = _("This time is no longer offered. What you wrote is kept: please choose another time.")


class SlotPast(DomainError):
    field = "slot"
    message = _("This time has already begun. What you wrote is kept: please choose a later time.")


class SlotInPast(DomainError):
    field = "day"
    message = _("This time is over. Please choose a day and time to come.")


class SlotTooFar(DomainError):
    field = "day"
    message = _("Please choose a day within the next two years.")


class SlotOverlaps(DomainError):
    field = "time"
    message = _("You already offer a time that overlaps with %(when)s.")


class SlotWithoutPlace(DomainError):
    field = "place"
    message = _("Please say where it takes place: a place, or the link of the video call.")


class SlotBooked(DomainError):
    message = _("This time is booked. Cancel the consultation first: the organisation is told then.")


class LengthUnusual(DomainError):
    field = "minutes"
    message = _("A consultation lasts between 15 minutes and 8 hours.")


class SeriesUnclear(DomainError):
    field = "until"
    message = _("Please choose a last day after the first one, at most %(weeks)s weeks later.")


class NothingWished(DomainError):
    field = "slot"
    message = _("Please choose a time, or name the dates that suit you.")


class NoWayToAnswer(DomainError):
    field = "email"
    message = _("Please give an e-mail address or a telephone number, so that we can answer.")


class RequestUnknown(DomainError):
    message = _("We do not know this request.")


class MoveNotAllowed(DomainError):
    message = _("This is not possible any more: the request is “%(status)s”.")


class TooLateToCancel(DomainError):
    message = _("The consultation has already begun. Please call us if something came up.")


class NotYetBegun(DomainError):
    message = _("The consultation has not begun yet.")


class ReasonMissing(DomainError):
    field = "reason"
    message = _("Please write a reason: the organisation reads it.")


class AdviserUnknown(DomainError):
    field = "username"
    message = _("We do not know this user name, or no person belongs to it.")


class AlreadyAdviser(DomainError):
    field = "username"
    message = _("This person is already an adviser.")

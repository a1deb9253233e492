from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AlreadyEnrolled(DomainError):
    message = _("You are already in this course.")


class NotEnrolled(DomainError):
    message = _("Please join the course first. What you have tried so far is carried over.")


class JoiningClosed(DomainError):
    message = _("This course is joined by invitation. Please ask the team for a code.")


class CourseRetired(DomainError):
    message = _("This course has ended. What you have done in it is kept.")


class PrerequisiteMissing(DomainError):
    message = "%(missing)s"  # sentences that are translated already


class LessonUnknown(DomainError):
    message = _("This lesson is no longer part of the course. What you have done in it is kept.")


class LessonLocked(DomainError):
    message = _("This lesson is not open yet. Please first do what is named here.")


class ActivityUnknown(DomainError):
    message = _("This activity is no longer part of the lesson. What you have done in it is kept.")


class ActivityMissing(DomainError):
    message = _("This activity cannot be shown at the moment. Your progress is safe; the team has been told.")


class StateTooLarge(DomainError):
    message = _("This is too much to keep at once. Please shorten it and save again; nothing earlier was lost.")


class PayloadUnreadable(DomainError):
    message = _(
        "Something in what you sent could not be read. Please check it, without special characters, and send it again."
    )


class AttemptUnknown(DomainError):
    message = _("This piece of work is no longer here.")


class UnknownAction(DomainError):
    message = _("This button is not known here. Please load the page again.")


class ReasonMissing(DomainError):
    field = "reason"
    message = _("Please choose a reason: the person can read it.")


class AlreadyDone(DomainError):
    message = _("This is completed already.")


class AlreadyCorrected(DomainError):
    message = _("This entry was corrected already.")


class InvitationUnknown(DomainError):
    field = "code"
    message = _("We do not know this code. Please look at the letters once more, or ask the person who gave it to you.")


class InvitationExpired(DomainError):
    field = "code"
    message = _("This invitation is no longer valid. Please ask for a new one.")


class InvitationUsedUp(DomainError):
    field = "code"
    message = _("All places of this invitation are taken. Please ask for a new one.")


class InvitationRevoked(DomainError):
    field = "code"
    message = _("This invitation was withdrawn. Please ask for a new one.")


class NotReplaced(DomainError):
    message = _("A lesson can only be replaced by another one of its course, once it has left the course itself.")


class ActivityIncomplete(DomainError):
    message = _("%(issue)s")

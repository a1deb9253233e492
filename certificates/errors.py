from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class LatinNameMissing(DomainError):
    field = "latin_name"
    message = _("Please write the name in Latin letters, as in a passport or on a letter from an office.")


class NotLatin(DomainError):
    field = "latin_name"
    message = _("This field takes Latin letters only. Please write your own script in the other field.")


class NameTooLong(DomainError):
    message = _("This name is too long for one page. Please shorten it to %(limit)s letters.")


class NotPrintable(DomainError):
    message = _(
        "We cannot print “%(letters)s” yet. Please leave it out; the name in Latin letters is printed in any case."
    )


class AlreadyConfirmed(DomainError):
    message = _("The name for this certificate was confirmed already. If it must change, please ask the team.")


class GroundGone(DomainError):
    message = _(
        "What this certificate would rest on was corrected, so the course is not complete now. Please talk to us."
    )


class AlreadyEnded(DomainError):
    message = _("This certificate is not valid any more, so nothing was changed.")


class NotYetIssued(DomainError):
    message = _("This certificate is still being made. Please try again in a minute.")


class ReasonMissing(DomainError):
    field = "reason"
    message = _("Please choose a reason: the person can read it.")


class WordingChanged(DomainError):
    message = _(
        "Meanwhile somebody else saved version %(version)s. Please look at it in another window, then save again."
    )


class WordingIncomplete(DomainError):
    message = _("The German text is missing. It stands in wherever another language has none.")


class WordingTooLong(DomainError):
    message = _("With a long name this wording (%(language)s) does not fit on one page. Please shorten it.")


class WordingNotPrintable(DomainError):
    message = _("We cannot print “%(letters)s” (%(language)s). Please leave it out.")


class PictureUnreadable(DomainError):
    message = _("This file is not a picture we can read. Please choose a PNG or JPEG file.")

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoWayToAnswer(DomainError):
    field = "reach"
    message = _("Please give an e-mail address or a telephone number, so that we can answer.")


class MessageEmpty(DomainError):
    field = "text"
    message = _("Please write what it is about; a few words are enough.")


class ConsentOutdated(DomainError):
    field = "consent"
    message = _("We have changed these words in the meantime. Please read them again; what you wrote is kept.")


class AnswerEmpty(DomainError):
    field = "text"
    message = _("Please write the answer, or note what you said on the telephone.")


class MessageGone(DomainError):
    message = _("This message is no longer here: it was withdrawn or its term is over.")

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a certificate attests. The label is what verification shows."""

    SELF_STUDY = "self_study", _("Self-study completed")
    PARTICIPATION = "participation", _("Participation")
    EXAM = "exam", _("Participation with exam")
    MENTOR = "mentor", _("Mentor schooling")
    ORGANISATION = "organisation", _("Schooling for organisations")

    @property
    def attests(self) -> str:
        """One sentence for whoever verifies a certificate."""
        return str(ATTESTS[self])


ATTESTS = {
    Kind.SELF_STUDY: _("The person completed the online course on their own. No teaching units were attended."),
    Kind.PARTICIPATION: _("The person attended the teaching units that the course asks for."),
    Kind.EXAM: _("The person attended the teaching units that the course asks for, and passed the exam."),
    Kind.MENTOR: _("The person completed the schooling for mentors."),
    Kind.ORGANISATION: _("The person completed the schooling for organisations that open up."),
}


class Status(models.TextChoices):
    """Where a credential stands. Only `certificates.domain.credential` writes it."""

    CONFIRMED = "confirmed", _("being made")
    VALID = "valid", _("valid")
    REPLACED = "replaced", _("replaced by a newer one")
    REVOKED = "revoked", _("withdrawn")


LIVE = (Status.CONFIRMED, Status.VALID)
ENDED = (Status.REPLACED, Status.REVOKED)


class Reason(models.TextChoices):
    """Why staff ended a credential or left it as it is; the person reads it."""

    NAME = "name", _("the name was to be corrected")
    GROUND = "ground", _("what it rests on was corrected")
    ERROR = "error", _("it was issued by mistake")
    LANGUAGE = "language", _("another language was wished")
    WISH = "wish", _("the person asked for it")
    MISUSE = "misuse", _("it was misused")


class Place(models.TextChoices):
    """Where a picture stands on the paper."""

    LOGO = "logo", _("Logo")
    EMBLEM = "emblem", _("Emblem of the funder")

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestStatus(models.TextChoices):
    """Where a request for a consultation stands. Only `consultations.domain` writes it, by its table of moves."""

    REQUESTED = "requested", _("New")
    ASSIGNED = "assigned", _("With an adviser")
    CONFIRMED = "confirmed", _("Booked")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class EndedBy(models.TextChoices):
    """Why a booking is no longer live."""

    ASKER = "asker", _("Cancelled by the organisation")
    OFFICE = "office", _("Cancelled by the office")
    MOVED = "moved", _("Moved to another time")


class NoticeTo(models.TextChoices):
    ASKER = "asker", _("organisation")
    ADVISER = "adviser", _("adviser")
    OFFICE = "office", _("coordinators")

"""The calendar entries of a consultation."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from consultations.models import Booking, Request, Slot
from core.calendars import Entry
from core.links import absolute


def for_asker(request: Request, slot: Slot, *, topics: str, at: datetime) -> Entry:
    """The organisation's entry: one for the request, however often it moves."""
    with translation.override(request.language):
        summary = _("Consultation: %(topics)s") % {"topics": topics} if topics else _("Consultation")
        description = _("To see or cancel it, open the link.")
    link = absolute("consultations:request", request.token, language=request.language)
    return Entry(
        key=f"consultation-{request.pk}",
        sequence=request.sequence,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        stamp=at,
        summary=summary,
        description=f"{description}\n{link}",
        location=slot.place or slot.online_url,
        url=link,
    )


def for_adviser(booking: Booking, *, language: str, at: datetime) -> Entry:
    """The adviser's entry: one for each booking."""
    request, slot = booking.request, booking.slot
    with translation.override(language):
        summary = _("Consultation with %(organisation)s") % {"organisation": request.organisation_name}
    return Entry(
        key=f"booking-{booking.pk}",
        sequence=int(booking.ended_at is not None),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        stamp=at,
        summary=summary,
        location=slot.place or slot.online_url,
        url=absolute("consultations:staff_request", request.pk, language=language),
    )

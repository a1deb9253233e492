"""The mails about a consultation. They tell how things stand when they are sent, and each is sent once."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from consultations import invitations
from consultations.enums import NoticeTo, RequestStatus
from consultations.models import Adviser, Booking, Notice, Request, Slot
from consultations.queries.public import email_of, page_of, with_details
from core import mail
from core.calendars import Entry, Method, ics
from core.later import later
from core.links import absolute
from core.phrases import listed
from people.queries.office import mail_readers

FOLDER = "consultations/mail"
TOLD = {
    RequestStatus.REQUESTED: "received",
    RequestStatus.ASSIGNED: "received",
    RequestStatus.CONFIRMED: "booked",
    RequestStatus.CANCELLED: "cancelled",
}


def tell_asker(*, request: uuid.UUID, at: datetime) -> None:
    """Tells the organisation how its request stands: received, booked (with an invitation) or cancelled (which ends it).

    Nothing without an e-mail address, and nothing that was told already.
    """
    row = with_details().filter(pk=request).first()
    template = TOLD.get(RequestStatus(row.status)) if row and row.email else None
    if row is None or template is None:
        return
    about = f"booked:{row.sequence}" if template == "booked" else template
    if _told(row, NoticeTo.ASKER, about):
        return
    page = page_of(row, row.language, at)
    slot = page.slot or _last_slot(row)
    topics = listed(topic.name for topic in page.topics)
    context = {
        "request": row,
        "slot": slot,
        "topics": topics,
        "link": absolute("consultations:request", row.token, language=row.language),
        "cancel_link": absolute("consultations:cancel", row.token, language=row.language),
        "ask_link": absolute("consultations:ask", language=row.language),
    }
    entry = invitations.for_asker(row, slot, topics=topics, at=at) if slot else None
    _send(template, row.email, row.language, context, entry, "CANCEL" if template == "cancelled" else "REQUEST")
    Notice.objects.create(request=row, to=NoticeTo.ASKER, about=about, sent_at=at)


def tell_adviser(*, booking: uuid.UUID, ended: bool, at: datetime) -> None:
    """Tells an adviser that an own time was booked or is free again. Nothing if it ended before it was told."""
    row = Booking.objects.select_related("request", "slot__adviser__person__account").filter(pk=booking).first()
    if row is None or (row.ended_at is not None) != ended:
        return
    about = f"{row.pk}:{'ended' if ended else 'booked'}"
    if _told(row.request, NoticeTo.ADVISER, about):
        return
    language = row.slot.adviser.person.language
    context = {"request": row.request, "slot": row.slot, "link": _staff_link(row.request, language)}
    entry = invitations.for_adviser(row, language=language, at=at)
    _tell(row.slot.adviser, row.request, "adviser_cancelled" if ended else "adviser_booked", about, context, at, entry)


def tell_assigned(*, request: uuid.UUID, adviser: int, at: datetime) -> None:
    """Tells an adviser that a request waits for a time from them. Nothing if it went to somebody else since."""
    row = Request.objects.select_related("adviser__person__account").filter(pk=request).first()
    if row is None or row.adviser is None or row.adviser_id != adviser or row.status != RequestStatus.ASSIGNED:
        return
    about = f"assigned:{adviser}:{row.sequence}"
    if not _told(row, NoticeTo.ADVISER, about):
        context = {"request": row, "link": _staff_link(row, row.adviser.person.language)}
        _tell(row.adviser, row, "adviser_assigned", about, context, at, None)


def tell_office(*, request: uuid.UUID, at: datetime) -> None:
    """Has every coordinator who reads mail told, once, each by a job of their own: a bad address holds up nobody else."""
    row = Request.objects.filter(pk=request).first()
    if row is None or not row.is_open or _told(row, NoticeTo.OFFICE, "asked"):
        return
    with transaction.atomic():
        Notice.objects.create(request=row, to=NoticeTo.OFFICE, about="asked", sent_at=at)
        for account in mail_readers():
            later("consultations.tasks.tell_coordinator", request_id=str(row.pk), account_id=str(account.pk))


def tell_coordinator(*, request: uuid.UUID, account: int, at: datetime) -> None:
    """Tells one coordinator that an organisation asks, once. Nothing of a request that was cancelled meanwhile."""
    row, reader = with_details().filter(pk=request).first(), mail_readers().filter(pk=account).first()
    about = f"asked:{account}"
    if row is None or reader is None or not row.is_open or _told(row, NoticeTo.OFFICE, about):
        return
    page = page_of(row, reader.language, at)
    topics = listed(topic.name for topic in page.topics)
    context = {"request": row, "slot": page.slot, "topics": topics, "link": _staff_link(row, reader.language)}
    _send("office", reader.email or "", reader.language, context, None, "REQUEST")
    Notice.objects.create(request=row, to=NoticeTo.OFFICE, about=about, sent_at=at)


def _tell(
    adviser: Adviser,
    request: Request,
    template: str,
    about: str,
    context: Mapping[str, Any],
    at: datetime,
    entry: Entry | None,
) -> None:
    email = email_of(adviser.person)
    if email:
        method: Method = "CANCEL" if template == "adviser_cancelled" else "REQUEST"
        _send(template, email, adviser.person.language, context, entry, method)
        Notice.objects.create(request=request, to=NoticeTo.ADVISER, about=about, sent_at=at)


def _send(
    template: str, to: str, language: str, context: Mapping[str, Any], entry: Entry | None, method: Method
) -> None:
    attachments = []
    if entry:
        invitation = ics(entry, method=method, attendee=to)
        attachments.append(("consultation.ics", invitation, f"text/calendar; method={method}"))
    mail.send(f"{FOLDER}/{template}", to=to, language=language, context=context, attachments=attachments)


def _told(request: Request, to: NoticeTo, about: str) -> bool:
    return Notice.objects.filter(request=request, to=to, about=about).exists()


def _last_slot(request: Request) -> Slot | None:
    last = Booking.objects.filter(request=request).select_related("slot").order_by("booked_at").last()
    return last.slot if last else None


def _staff_link(request: Request, language: str) -> str:
    return absolute("consultations:staff_request", request.pk, language=language)

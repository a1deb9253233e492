"""Mails of `consultations` that may wait. Every task is idempotent: what was sent is marked in `Notice`."""

import uuid

from django.utils.translation import gettext_lazy
from django_tasks import task

from consultations.domain import notices
from core import clock

WORK = {
    "tell_asker": gettext_lazy("Tell whoever asked for a consultation"),
    "tell_office": gettext_lazy("Tell the office of a consultation"),
    "tell_coordinator": gettext_lazy("Write to a coordinator about a consultation"),
    "tell_adviser": gettext_lazy("Tell an adviser of a date"),
    "tell_assigned": gettext_lazy("Tell an adviser of a new task"),
}


@task()
def tell_asker(request_id: str) -> None:
    notices.tell_asker(request=uuid.UUID(request_id), at=clock.now())


@task()
def tell_office(request_id: str) -> None:
    notices.tell_office(request=uuid.UUID(request_id), at=clock.now())


@task()
def tell_coordinator(request_id: str, account_id: str) -> None:
    notices.tell_coordinator(request=uuid.UUID(request_id), account=int(account_id), at=clock.now())


@task()
def tell_adviser(booking_id: str, ended: bool) -> None:
    notices.tell_adviser(booking=uuid.UUID(booking_id), ended=ended, at=clock.now())


@task()
def tell_assigned(request_id: str, adviser_id: str) -> None:
    notices.tell_assigned(request=uuid.UUID(request_id), adviser=int(adviser_id), at=clock.now())

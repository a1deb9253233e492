"""Mails of `consultations` that may wait. Every task is idempotent: what was sent is marked in `Notice`."""

import uuid

from django_tasks import task

from consultations.domain import notices
from core import clock


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

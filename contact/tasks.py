"""Work of `contact` that may wait. Every task is idempotent: what was sent is marked on its row, or by its job."""

import uuid

from django.utils.translation import gettext_lazy
from django_tasks import task

from contact.domain import message, notices
from core import clock

WORK = {
    "confirm": gettext_lazy("Confirm a message to who wrote it"),
    "tell_staff": gettext_lazy("Tell the office of a message"),
    "tell_coordinator": gettext_lazy("Write to a coordinator about a message"),
    "send_answer": gettext_lazy("Send an answer"),
    "forget": gettext_lazy("Delete messages whose time is over"),
}


@task()
def confirm(message_id: str) -> None:
    notices.confirm(message=uuid.UUID(message_id), at=clock.now())


@task()
def tell_staff(message_id: str) -> None:
    notices.tell_staff(message=uuid.UUID(message_id), at=clock.now())


@task()
def tell_coordinator(message_id: str, account_id: str) -> None:
    notices.tell_coordinator(message=uuid.UUID(message_id), account=int(account_id))


@task()
def send_answer(answer_id: str) -> None:
    notices.send_answer(answer=int(answer_id), at=clock.now())


@task()
def forget() -> None:
    message.forget(at=clock.now())

"""Mails about texts that somebody reads before they are published, in the language of who gets them.

One job for each mail. Who does not want them says so in the admin's settings.
"""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import GroupApprovalTask, TaskState, WorkflowState

from core import mail
from core.later import later
from people.models import Account

ANSWERS = {
    WorkflowState.STATUS_APPROVED: "approved",
    WorkflowState.STATUS_NEEDS_CHANGES: "rejected",
}  # as Wagtail names them


def handed_in(state: TaskState, by: Account | None) -> None:
    """Tells those who may approve, but not who handed in."""
    task = state.task.specific
    if not isinstance(task, GroupApprovalTask):
        return
    readers = _willing("submitted").filter(groups__in=task.groups.all()).distinct()
    for reader in readers.exclude(pk=by.pk) if by else readers:
        later("cms.tasks.tell_reader", state_id=str(state.pk), account_id=str(reader.pk))


def answered(state: WorkflowState, by: Account | None) -> None:
    """Tells who handed in, unless it was the same person who answered."""
    if state.requested_by and state.requested_by != by:
        later("cms.tasks.tell_writer", state_id=str(state.pk))


def tell_reader(*, state: int, account: int) -> None:
    """That a text waits; nothing if it no longer does."""
    waiting = TaskState.objects.filter(pk=state, status=TaskState.STATUS_IN_PROGRESS)
    found = waiting.select_related("workflow_state__requested_by", "revision").first()
    reader = _willing("submitted").filter(pk=account).first()
    if found and reader:
        writer = found.workflow_state.requested_by
        _send("handed_in", reader, found, {"writer": writer.get_full_name() if writer else ""})


def tell_writer(*, state: int) -> None:
    """That a text was approved, or what to change in it."""
    found = WorkflowState.objects.filter(pk=state, status__in=ANSWERS).first()
    answer = ANSWERS[found.status] if found else ""
    writer = _willing(answer).filter(pk=found.requested_by_id).first() if found else None
    if found and writer and found.current_task_state:
        task_state = found.current_task_state
        _send(answer, writer, task_state, {"comment": task_state.comment})


def _willing(wanted: str) -> QuerySet[Account]:
    """Who has an address and has not switched this kind of mail off."""
    off = {f"wagtail_userprofile__{wanted}_notifications": False}
    return Account.objects.filter(is_active=True, email__contains="@").exclude(**off)


def _send(template: str, to: Account, state: TaskState, words: dict[str, Any]) -> None:
    text = state.workflow_state.content_object
    path = AdminURLFinder(to).get_edit_url(text) or reverse("wagtailadmin_home")
    about = {"title": state.revision.object_str, "link": f"{settings.SITE_URL}{path}"}
    mail.send(f"cms/mail/{template}", to.email or "", to.language, about | words)

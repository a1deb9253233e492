"""Wagtail's signals are hints: after commit the outline follows the tree. `sync_outlines` heals what no signal tells.

Three of its mails are ours. Their receivers bear the names (`dispatch_uid`) of Wagtail's own and are there first, since `cms`
stands before `wagtail.admin` in INSTALLED_APPS: so Wagtail's are not connected.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_rejected,
)

from assessments.models import Assessment, Item
from cms import generation, review_mails, roles, trees
from cms.derive import course_key_of, derive
from cms.models import (
    CoursePage,
    Funder,
    GlossaryTerm,
    LessonPage,
    ModulePage,
    OfficeSettings,
    SiteDocument,
    SiteImage,
    Topic,
    TrackPage,
)
from courses.domain import outline
from courses.models import Activity, ActivityText, Course

COURSE_PAGES = (CoursePage, ModulePage, LessonPage)


_paused: ContextVar[bool] = ContextVar("paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Nothing follows while many pages are made; `sync_outlines` follows once afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def follow(key: uuid.UUID | None) -> None:
    """After commit, makes the record of a course follow its pages; an error never stops the editor."""
    if key and not _paused.get():
        transaction.on_commit(partial(_sync, key), robust=True)


def _sync(key: uuid.UUID) -> None:
    """Titles that only the record shows may have changed with it, after the page itself was bumped."""
    outline.sync(key, derive)
    generation.bump()


def _keys_below(page: Page) -> list[uuid.UUID]:
    return list(CoursePage.objects.descendant_of(page).values_list("translation_key", flat=True))


def _follow(page: Page) -> None:
    transaction.on_commit(generation.bump, robust=True)
    if isinstance(page, COURSE_PAGES):
        follow(course_key_of(page))
    elif isinstance(page, TrackPage):
        for key in _keys_below(page):
            follow(key)


@receiver(page_published)
def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    ReferenceIndex.create_or_update_for_object(instance)  # who may load a download hangs on it: not by a later job
    trees.recount(instance)
    _follow(instance)


@receiver(page_unpublished)
def unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _follow(instance)


@receiver(post_page_move)
def moved(sender: type[Page], instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    _follow(instance.specific)
    before = parent_page_before.specific
    if isinstance(before, COURSE_PAGES):
        follow(course_key_of(before))


@receiver(pre_delete)
def deleting(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, COURSE_PAGES):
        follow(course_key_of(instance))


@receiver(post_save)
def made(sender: type[Any], instance: Any, created: bool = False, **kwargs: Any) -> None:
    """A place of the tree that a role works at."""
    if created and isinstance(instance, Page):
        roles.place(instance)


@receiver(task_submitted, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
def handed_in(sender: type[TaskState], instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    review_mails.handed_in(instance, by=user)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
def approved(sender: type[WorkflowState], instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    review_mails.answered(instance, by=user)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
def rejected(sender: type[WorkflowState], instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    review_mails.answered(instance, by=user)


FURNITURE = (
    Page,
    OfficeSettings,
    GlossaryTerm,
    Topic,
    Funder,
    SiteImage,
    SiteDocument,
    Course,
    Activity,
    ActivityText,
    Assessment,
    Item,
)


@receiver([post_save, post_delete])
def furniture_changed(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Whatever visitors can see has changed: nothing kept before is served again."""
    if isinstance(instance, FURNITURE) and not _paused.get():
        transaction.on_commit(generation.bump, robust=True)

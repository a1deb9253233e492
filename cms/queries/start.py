"""What waits for somebody at the editors' desk: the first thing they see there."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from assessments.queries import desk
from courses import policies
from courses.queries.attention import needs_attention
from people.models import Account

DRAFTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    url: str


def next_steps(account: Account) -> list[Step]:
    """What waits for this account by its roles, the most urgent first; the number of queries does not grow."""
    return [*_troubles(account), *_reviews(account), *_items(account), *_drafts(account)]


def _troubles(account: Account) -> Iterator[Step]:
    if not policies.may_write_activity(account):
        return
    if count := len({trouble.activity.pk for trouble in needs_attention()}):
        words = ngettext("%(n)s activity needs a look", "%(n)s activities need a look", count)
        yield Step(words % {"n": count}, reverse("activities:index"))


def _reviews(account: Account) -> Iterator[Step]:
    if count := TaskState.objects.reviewable_by(account).count():
        words = ngettext("%(n)s text waits for your review", "%(n)s texts wait for your review", count)
        yield Step(words % {"n": count}, "#awaiting-review-section")


def _items(account: Account) -> Iterator[Step]:
    if count := desk.waiting_for(account).count():
        words = ngettext(
            "%(n)s exam item waits for a second reader", "%(n)s exam items wait for a second reader", count
        )
        yield Step(words % {"n": count}, f"{reverse('items:index')}?state=waiting")


def _drafts(account: Account) -> Iterator[Step]:
    """What they wrote last and nobody has published or been handed yet."""
    handed_in = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(), object_id=Cast(OuterRef("pk"), CharField())
    )
    drafts = Page.objects.filter(latest_revision__user=account, has_unpublished_changes=True).exclude(Exists(handed_in))
    for page in drafts.order_by("-latest_revision_created_at")[:DRAFTS_SHOWN]:
        words = _("Your draft: “%(title)s”") % {"title": page.draft_title}
        yield Step(words, reverse("wagtailadmin_pages:edit", args=[page.pk]))

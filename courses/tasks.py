"""Work of `courses` that may wait. Every task is idempotent."""

import uuid

from django.utils.translation import gettext_lazy
from django_tasks import task

from core import clock
from core.later import later
from courses.domain import following, replacement
from courses.models import Course, Enrolment, Replacement
from courses.signals import course_completed

WORK = {
    "publish_completion": gettext_lazy("Take note of a completed course"),
    "carry_over": gettext_lazy("Count a replaced lesson for those who did it"),
    "complete_by_rule": gettext_lazy("Work out who has completed a changed course"),
}


@task()
def publish_completion(enrolment_id: str) -> None:
    """Tells the apps above that a course was completed."""
    enrolment = Enrolment.objects.filter(pk=enrolment_id).exclude(completed_at=None).first()
    if enrolment:
        course_completed.send(
            Enrolment, person_id=enrolment.person_id, course_id=enrolment.course_id, at=enrolment.completed_at
        )


@task()
def carry_over(replacement_id: int) -> None:
    """Lets everyone who did a replaced lesson have done the new one."""
    made = Replacement.objects.select_related("old", "new", "confirmed_by").get(pk=replacement_id)
    replacement.carry_over(made, at=clock.now())


@task()
def complete_by_rule(course_id: str, after: str = "") -> None:
    """Records what a new outline makes complete, some people at a time."""
    last = following.complete_by_rule(
        course=Course.objects.get(pk=course_id), after=uuid.UUID(after) if after else None, at=clock.now()
    )
    if last:
        later("courses.tasks.complete_by_rule", course_id=course_id, after=str(last))

"""Work of `courses` that may wait. Every task is idempotent."""

from django_tasks import task

from courses.domain import replacement
from courses.models import Enrolment, Replacement
from courses.signals import course_completed


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
    replacement.carry_over(Replacement.objects.select_related("old", "new", "confirmed_by").get(pk=replacement_id))

"""Work of `courses` that may wait. Every task is idempotent."""

from django_tasks import task

from courses.models import Enrolment
from courses.signals import course_completed


@task()
def publish_completion(enrolment_id: str) -> None:
    """Tells the apps above that a course was completed."""
    enrolment = Enrolment.objects.filter(pk=enrolment_id).exclude(completed_at=None).first()
    if enrolment:
        course_completed.send(
            Enrolment, person_id=enrolment.person_id, course_id=enrolment.course_id, at=enrolment.completed_at
        )

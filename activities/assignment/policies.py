"""Who may read and answer a piece of work."""

from activities.assignment.models import Submission
from courses import policies
from people.policies import Actor, has_role, is_self


def may_answer(actor: Actor, submission: Submission) -> bool:
    """Trainers and coordinators, never their own."""
    attempt = submission.attempt
    return policies.may_review(actor, attempt.person, attempt.lesson.course)


def may_open(actor: Actor, submission: Submission) -> bool:
    """The person's own files, and those one may answer."""
    return is_self(actor, submission.attempt.person) or may_answer(actor, submission)


def may_see_queue(actor: Actor) -> bool:
    return has_role(actor, *policies.STAFF)

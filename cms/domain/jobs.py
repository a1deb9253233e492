"""Work that failed, run again by those who tend it."""

import uuid

from cms import policies
from core.jobs import failed
from people.models import Account
from people.policies import require


def run_again(*, job_id: uuid.UUID, actor: Account) -> None:
    """Puts a failed job back into the queue. Raises `NotAllowed`, and `NotFailed` if it waits, runs or is done."""
    require(policies.may_tend_jobs(actor))
    failed.retry(job_id=job_id, actor=actor)

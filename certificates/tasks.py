"""Work of certificates that may wait. Every task is idempotent."""

import uuid

from django.utils.translation import gettext_lazy
from django_tasks import task

from certificates.domain import credential
from core import clock

WORK = {
    "issue": gettext_lazy("Make certificates"),
}


@task()
def issue(credential_ids: list[str]) -> None:
    """Makes the papers of confirmed credentials, each in its own commit: after a kill, the next worker goes on where it was."""
    for credential_id in credential_ids:
        credential.issue(credential_id=uuid.UUID(credential_id), at=clock.now())

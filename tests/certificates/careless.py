"""The broken twin of `certificates.tasks.issue`: it does not look whether a paper was made. The proof must catch it."""

import uuid

from django_tasks import task

from certificates import rendering
from certificates.enums import Status
from certificates.models import Credential, CredentialPdf
from certificates.papers import paper_of
from core import audit, clock


@task()
def issue(credential_ids: list[str]) -> None:
    for credential_id in credential_ids:
        credential = Credential.objects.select_related("template").get(pk=uuid.UUID(credential_id))
        data = rendering.pdf([paper_of(credential)], title=credential.number, author="", at=credential.confirmed_at)
        CredentialPdf.objects.update_or_create(credential=credential, defaults={"data": data, "sha256": "-"})
        Credential.objects.filter(pk=credential.pk).update(status=Status.VALID, issued_at=clock.now())
        audit.log("credential.issued", credential, actor=None)

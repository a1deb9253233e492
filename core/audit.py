"""The log of who did what to whom."""

import uuid
from typing import TYPE_CHECKING

from core import clock
from core.models import AuditEntry

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db.models import Model


def log(
    verb: str,
    subject: "Model",
    *,
    actor: "AbstractBaseUser | None",
    person_id: uuid.UUID | None = None,
    reason: str = "",
) -> AuditEntry:
    """Appends one entry in the caller's transaction. `verb`: past tense, dotted by app (`credential.revoked`); `reason`: a code."""
    return AuditEntry.objects.create(
        at=clock.now(),
        actor_id=actor.pk if actor and actor.is_authenticated else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        person_id=person_id,
        reason=reason,
    )

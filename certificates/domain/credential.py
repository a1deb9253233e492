"""The life of a certificate: its name is confirmed once, a job makes it, people may end or replace it with a reason."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import policies, rendering
from certificates.domain import achievement as achievements
from certificates.domain import template as templates
from certificates.enums import LIVE, Reason, Status
from certificates.errors import AlreadyConfirmed, AlreadyEnded, GroundGone, NotPrintable, NotYetIssued, ReasonMissing
from certificates.models import Achievement, Credential, CredentialPdf
from certificates.names import PrintedNames
from certificates.papers import paper_of
from certificates.queries.ground import attested_kind, evidence_of, standing
from core import audit
from core.db import locked
from core.ids import short_code
from core.later import later
from people.models import Account
from people.policies import require

NUMBER_LETTERS = 5  # 20 million a year; a number alone opens nothing
CODE_LETTERS = 15  # 72 random bits: whoever has it was shown the paper
JOB = 50  # credentials issued by one job


def checked(names: PrintedNames) -> PrintedNames:
    """The names as they will be printed. Raises `LatinNameMissing`, `NotLatin`, `NameTooLong`, `NotPrintable`."""
    tidied = names.checked()
    if letters := rendering.unprintable(f"{tidied.latin} {tidied.native}"):
        raise NotPrintable(letters=letters)
    return tidied


@transaction.atomic
def confirm_name(
    *, achievement: Achievement, names: PrintedNames, language: str, actor: Account, at: datetime
) -> Credential:
    """The holder, or staff on their behalf, confirms how the name is printed: once. The job that makes the paper is in this commit.

    Freezes the evidence. Raises `AlreadyConfirmed`, `GroundGone` (a correction has opened the course again), `LatinNameMissing`,
    `NotLatin`, `NameTooLong`, `NotPrintable`, `NotAllowed`.
    """
    made = _confirm(achievement, checked(names), language, actor, at)
    later("certificates.tasks.issue", credential_ids=[str(made.pk)])
    return made


@transaction.atomic
def confirm_names(
    *, chosen: Iterable[tuple[Achievement, PrintedNames]], actor: Account, at: datetime
) -> list[Credential]:
    """Staff confirm several names at once, on behalf of their holders, each in the language the holder reads, as far as the
    wording has it. Jobs of fifty make the papers.

    Who was confirmed meanwhile is left out. Raises as `confirm_name`; then none is confirmed.
    """
    made = []
    for achievement, names in chosen:
        try:
            language = templates.current(achievement.kind).text_in(achievement.person.language).locale
            made.append(_confirm(achievement, checked(names), language, actor, at))
        except AlreadyConfirmed:
            continue
    for start in range(0, len(made), JOB):
        later("certificates.tasks.issue", credential_ids=[str(one.pk) for one in made[start : start + JOB]])
    return made


def _confirm(achievement: Achievement, names: PrintedNames, language: str, actor: Account, at: datetime) -> Credential:
    require(policies.may_confirm(actor, achievement.person))
    locked(Achievement.objects.filter(pk=achievement.pk)).get()
    if achievement.credentials.exists():
        raise AlreadyConfirmed
    if standing(achievement) is None:
        raise GroundGone
    return _create(achievement, names, language, actor, at)


def _create(
    achievement: Achievement,
    names: PrintedNames,
    language: str,
    actor: Account,
    at: datetime,
    replaces: Credential | None = None,
) -> Credential:
    made = _numbered(
        achievement=achievement,
        kind=achievement.kind,
        template=templates.current(achievement.kind),
        language=language,
        latin_name=names.latin,
        native_name=names.native,
        evidence=evidence_of(achievement, language, at),
        confirmed_at=at,
        confirmed_by=actor,
        on_behalf=policies.may_act_for(actor, achievement.person),
        replaces=replaces,
    )
    audit.log("credential.confirmed", made, actor=actor, person_id=achievement.person_id)
    return made


def _numbered(**fields: Any) -> Credential:
    """A row with a number and a code of its own. Two alike are improbable, and refused by the database: then others are drawn."""
    refusal: IntegrityError | None = None
    year = timezone.localdate(fields["confirmed_at"], timezone.get_default_timezone()).year
    for _another in range(5):
        number, code = f"T-{year}-{short_code(NUMBER_LETTERS)}", short_code(CODE_LETTERS)
        try:
            with transaction.atomic():
                return Credential.objects.create(number=number, code=code, **fields)
        except IntegrityError as error:
            refusal = error
    raise IntegrityError("no free number found") from refusal


def issue(*, credential_id: uuid.UUID, at: datetime) -> Credential | None:
    """Makes the paper of a confirmed credential; from this commit on it is valid. For the job; exactly once.

    None if there is nothing to do: issued already, ended meanwhile, or unknown. The paper is drawn outside the transaction, since
    the same row always gives the same paper; of two workers, the one that commits first counts.
    """
    waiting = Credential.objects.waiting().select_related("template").filter(pk=credential_id).first()
    if waiting is None:
        return None
    paper = paper_of(waiting)
    title, author = f"{paper.heading} {waiting.number}", waiting.template.issuer
    data = rendering.pdf([paper], title=title, author=author, at=waiting.confirmed_at)
    with transaction.atomic():
        credential = locked(Credential.objects.waiting().filter(pk=credential_id)).first()
        if credential is None:
            return None
        CredentialPdf.objects.create(credential=credential, data=data, sha256=hashlib.sha256(data).hexdigest())
        credential.status, credential.issued_at = Status.VALID, at
        credential.save(update_fields=["status", "issued_at"])
        audit.log("credential.issued", credential, actor=None)
    return credential


@transaction.atomic
def revoke(*, credential: Credential, reason: str, actor: Account, at: datetime) -> Credential:
    """Withdraws a certificate; verification says so from this commit on. The record and its reason stay.

    Raises `ReasonMissing`, `AlreadyEnded`, `NotAllowed` (also for one's own).
    """
    held = _held(credential, reason, actor)
    if held.status in (Status.REVOKED, Status.REPLACED):
        raise AlreadyEnded
    _end(held, Status.REVOKED, reason, at)
    audit.log("credential.revoked", held, actor=actor, person_id=held.achievement.person_id, reason=reason)
    return held


@transaction.atomic
def replace(
    *,
    credential: Credential,
    names: PrintedNames,
    language: str,
    reason: str,
    actor: Account,
    at: datetime,
) -> Credential:
    """Issues a new certificate, with a new number and present evidence, in place of one that is valid or was withdrawn.

    The old one ends at once; a job makes the new one. It attests what stands now: without the exam, if that was corrected.
    Raises `ReasonMissing`, `NotYetIssued`, `AlreadyEnded` (replaced before), `GroundGone`, `NotAllowed` (also for one's own), and
    what `confirm_name` says of names.
    """
    printed = checked(names)
    held = _held(credential, reason, actor)
    if held.status == Status.CONFIRMED:
        raise NotYetIssued
    if Credential.objects.filter(replaces=held).exists():
        raise AlreadyEnded
    if held.status == Status.VALID:
        _end(held, Status.REPLACED, reason, at)
    made = _create(_as_it_stands(held.achievement), printed, language, actor, at, replaces=held)
    audit.log("credential.replaced", held, actor=actor, person_id=held.achievement.person_id, reason=reason)
    later("certificates.tasks.issue", credential_ids=[str(made.pk)])
    return made


def _as_it_stands(achievement: Achievement) -> Achievement:
    """The achievement, or another one of the same person and course if the facts now say another kind."""
    enrolment = standing(achievement)
    if enrolment is None:
        raise GroundGone
    now = achievements.record(
        person=enrolment.person, course=enrolment.course, kind=attested_kind(enrolment), actor=None, at=achievement.at
    )
    if now != achievement and now.credentials.filter(status__in=LIVE).exists():
        raise AlreadyConfirmed
    return now


@transaction.atomic
def keep(*, credential: Credential, reason: str, actor: Account, at: datetime) -> Credential:
    """Leaves a certificate as it is although facts it rests on were corrected. It leaves the list until the next correction.

    Raises `ReasonMissing`, `AlreadyEnded`, `NotAllowed` (also for one's own).
    """
    held = _held(credential, reason, actor)
    if held.status != Status.VALID:
        raise AlreadyEnded
    held.ground_kept_at, held.ground_reason = at, reason
    held.save(update_fields=["ground_kept_at", "ground_reason"])
    audit.log("credential.kept", held, actor=actor, person_id=held.achievement.person_id, reason=reason)
    return held


def _held(credential: Credential, reason: str, actor: Account) -> Credential:
    require(policies.may_act_for(actor, credential.achievement.person))
    if reason not in Reason.values:
        raise ReasonMissing
    locked(Achievement.objects.filter(pk=credential.achievement_id)).get()
    return locked(Credential.objects.filter(pk=credential.pk).select_related("achievement__person")).get()


def _end(credential: Credential, status: Status, reason: str, at: datetime) -> None:
    credential.status, credential.ended_at, credential.reason = status, at, reason
    credential.save(update_fields=["status", "ended_at", "reason"])

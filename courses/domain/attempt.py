"""The outcome columns of an attempt are a cache of its facts."""

from courses import installed_kinds
from courses.activity_types import Capability
from courses.enums import FactKind, FactSource
from courses.models import Attempt, Fact

PASSED = {FactKind.PASSED: True, FactKind.FAILED: False}


def recount(fact: Fact) -> None:
    """After a fact of an activity was corrected: its attempt says again what its standing facts say, so that it can go on.

    A kind that knows several attempts keeps the finished one as it is: the person begins the next.
    """
    if fact.source != FactSource.ACTIVITY:
        return
    attempt = Attempt.objects.select_related("activity").filter(pk=fact.source_key.split("/")[0]).first()
    if attempt is None or _begins_anew(attempt.activity.type):
        return
    said = Fact.objects.filter(source=FactSource.ACTIVITY, source_key__startswith=f"{attempt.pk}/", corrected_by=None)
    standing = said.order_by("effective_at", "id").last()
    attempt.completed = standing is not None
    attempt.passed = PASSED.get(FactKind(standing.kind)) if standing else None
    attempt.share = standing.quantity if standing else None
    attempt.finished_at = standing.effective_at if standing else None
    attempt.save(update_fields=["completed", "passed", "share", "finished_at"])


def _begins_anew(kind: str) -> bool:
    try:
        return Capability.MULTIPLE_ATTEMPTS in installed_kinds.get(kind).capabilities
    except installed_kinds.UnknownType:
        return False

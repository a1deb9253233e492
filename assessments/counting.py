"""Which of several attempts counts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.enums import CountingAttempt


@dataclass(frozen=True, slots=True)
class Result:
    """A graded attempt: its number, the share 0..1 reached, items right."""

    n: int
    share: Decimal
    right: int
    passed: bool | None = None


def counting_result(rule: str, results: Sequence[Result]) -> Result | None:
    """By `rule` the best (of equal ones the earlier), the last or the first of the graded attempts; none without any.

    This is what a page names as the person's result. A pass once reached stays a fact all the same: no computer takes it back.
    """
    if not results:
        return None
    if rule == CountingAttempt.FIRST:
        return min(results, key=lambda result: result.n)
    if rule == CountingAttempt.LAST:
        return max(results, key=lambda result: result.n)
    return max(results, key=lambda result: (result.share, -result.n))

"""Which seconds of a film were played: a union of ranges, so that skipping ahead counts nothing and two tabs lose nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from activities.video.errors import ReportUnreadable

LONGEST = 3 * 3600  # seconds
RANGES_LIMIT = 500  # in one report
GAP = 0.5  # seconds between two ranges that count as one: players report them with such holes

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Report:
    """What a player says, in seconds."""

    position: float
    seconds: float
    ranges: tuple[Range, ...]


def read(payload: Mapping[str, Any], length: object = None) -> Report:
    """The report in `payload`; the author's `length` of the film counts more than the player's. Raises `ReportUnreadable`."""
    seconds = _number(length) if length else _number(payload.get("seconds"))
    ranges = payload.get("played", [])
    if not isinstance(ranges, list) or len(ranges) > RANGES_LIMIT:
        raise ReportUnreadable
    return Report(
        position=min(_number(payload.get("position")), seconds),
        seconds=seconds,
        ranges=tuple(_range(one, seconds) for one in ranges),
    )


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= LONGEST:
        raise ReportUnreadable
    return round(float(value), 1)


def _range(value: object, seconds: float) -> Range:
    if not isinstance(value, list) or len(value) != 2:
        raise ReportUnreadable
    start, end = (min(_number(edge), seconds) for edge in value)
    if start > end:
        raise ReportUnreadable
    return start, end


def add(state: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """The state after a report: nothing that was played before is lost."""
    before = [(float(start), float(end)) for start, end in state.get("played", ())]
    return {
        "position": report.position,
        "seconds": max(report.seconds, float(state.get("seconds", 0))),
        "played": [list(one) for one in _union([*before, *report.ranges])],
    }


def _union(ranges: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(one for one in ranges if one[0] < one[1]):
        if joined and start <= joined[-1][1] + GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def share(state: Mapping[str, Any]) -> float:
    """How much of the film was played, 0..1."""
    seconds = float(state.get("seconds", 0))
    total = sum(end - start for start, end in state.get("played", ()))
    return min(total / seconds, 1.0) if seconds > 0 else 0.0

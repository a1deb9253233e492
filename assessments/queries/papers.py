"""A sitting as it stands: what was drawn, what was answered, what of it counts."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from assessments import responses
from assessments.answers import Asked
from assessments.models import ItemScore, Response, Sitting, SittingItem
from assessments.responses import Save
from assessments.scoring import Answer


@dataclass(frozen=True, slots=True)
class Paper:
    """A sitting with its items in order and every save. `scores`: of items graded so far, by version."""

    sitting: Sitting
    items: tuple[SittingItem, ...]
    saves: tuple[Save, ...]
    scores: Mapping[uuid.UUID, ItemScore]

    @property
    def asked(self) -> list[Asked]:
        return [Asked(item.version_id, item.version.kind, tuple(item.choices)) for item in self.items]

    @property
    def answers(self) -> dict[uuid.UUID, Answer]:
        """The answer that counts of each item, by version."""
        counting = responses.counting(self.saves)
        return {item.version_id: counting[item.pk].data for item in self.items if item.pk in counting}

    @property
    def arrivals(self) -> int:
        return max((save.arrival for save in self.saves), default=0)


def paper(attempt: uuid.UUID | None) -> Paper | None:
    """The sitting of an attempt, none before its start. Two queries."""
    related = ("version", "score", "sitting__assessment")
    items = tuple(SittingItem.objects.filter(sitting_id=attempt).select_related(*related).order_by("position"))
    if not attempt or not items:
        return None
    fields = ("item_id", "client", "n", "arrival", "data")
    rows = Response.objects.filter(item__sitting_id=attempt).values_list(*fields)
    saves = tuple(Save(item, client, n, arrival, tuple(data)) for item, client, n, arrival, data in rows)
    scores = {item.version_id: item.score for item in items if hasattr(item, "score")}
    return Paper(items[0].sitting, items, saves, scores)

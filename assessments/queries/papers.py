"""A sitting as it stands: what was drawn, what was answered, what of it counts."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from assessments import responses
from assessments.answers import Asked
from assessments.models import ItemScore, Sitting, SittingItem
from assessments.queries.content import keys
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
        right = keys([item.version_id for item in self.items])
        return [Asked(item.version_id, right[item.version_id].kind, tuple(item.choices)) for item in self.items]

    @property
    def answers(self) -> dict[uuid.UUID, Answer]:
        """The answer that counts of each item, by version."""
        counting = responses.counting(self.saves)
        return {item.version_id: counting[item.pk].data for item in self.items if item.pk in counting}

    @property
    def arrivals(self) -> int:
        return max((save.arrival for save in self.saves), default=0)


def paper(attempt: uuid.UUID | None) -> Paper | None:
    """The sitting of an attempt with every save, none before its start. One query: an item comes once per save of it."""
    if attempt is None:
        return None
    rows = SittingItem.objects.filter(sitting_id=attempt).select_related("score", "sitting__assessment")
    saved = rows.annotate(
        client=F("responses__client"), n=F("responses__n"), arrival=F("responses__arrival"), data=F("responses__data")
    )
    items: dict[uuid.UUID, SittingItem] = {}
    saves: list[Save] = []
    for row in saved.order_by("position"):
        items.setdefault(row.pk, row)
        if row.arrival is not None:
            saves.append(Save(row.pk, row.client, row.n, row.arrival, tuple(row.data)))
    if not items:
        return None
    order = tuple(items.values())
    scores = {item.version_id: item.score for item in order if hasattr(item, "score")}
    return Paper(order[0].sitting, order, tuple(saves), scores)

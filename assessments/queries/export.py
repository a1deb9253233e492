"""A sitting in words, for the person's own download."""

import uuid
from typing import Any

from assessments.queries.content import contents
from assessments.queries.papers import paper
from assessments.queries.sheets import ItemSheet, Put, sheets


def export_of(attempt: uuid.UUID, language: str) -> dict[str, Any]:
    """What was asked, what was answered and what came of it; empty before the start. Right answers are not part of it."""
    known = paper(attempt)
    if known is None:
        return {}
    found = contents([item.version_id for item in known.items], language)
    put = [Put(item.version_id, item.choices) for item in known.items]
    items = sheets(put, found, known.answers, wanted=language, explained=False)
    sitting = known.sitting
    return {
        "started_at": sitting.started_at.isoformat(),
        "submitted_at": sitting.submitted_at.isoformat() if sitting.submitted_at else None,
        "right": sitting.right,
        "questions": len(items),
        "passed": sitting.passed,
        "answers": [{"question": item.prompt, "answer": _answer(item)} for item in items],
    }


def _answer(item: ItemSheet) -> str:
    chosen = [choice.text or choice.key for choice in item.choices if choice.is_chosen]
    return item.typed or "; ".join(chosen)

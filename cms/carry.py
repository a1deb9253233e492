"""What somebody tried before joining travels in a signed link; nothing is stored until they join."""

import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing

SALT = "cms.carry"
LIMIT = 4000  # letters of a link
HOURS = 24


@dataclass(frozen=True, slots=True)
class Tried:
    """Answers to one activity of one lesson of one course."""

    course: uuid.UUID
    lesson: uuid.UUID
    activity: uuid.UUID
    answers: Mapping[str, Any]


def pack(tried: Tried) -> str:
    """The signed text of a link, or nothing if the answers are too long for one."""
    data = [str(tried.course), str(tried.lesson), str(tried.activity), dict(tried.answers)]
    packed = signing.dumps(data, salt=SALT, compress=True)
    return packed if len(packed) <= LIMIT else ""


def read(packed: str, course: uuid.UUID) -> Tried | None:
    """What a link of the last day carries for a course, or none for anything else."""
    if not packed or len(packed) > LIMIT:
        return None
    try:
        of_course, lesson, activity, answers = signing.loads(packed, salt=SALT, max_age=HOURS * 3600)
        tried = Tried(uuid.UUID(of_course), uuid.UUID(lesson), uuid.UUID(activity), dict(answers))
    except (signing.BadSignature, ValueError, TypeError, zlib.error):
        return None
    return tried if tried.course == course else None

"""News from below, sent by jobs at least once."""

import uuid
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from certificates.domain import achievement
from courses.signals import course_completed


@receiver(course_completed)
def completed(sender: Any, person_id: uuid.UUID, course_id: uuid.UUID, at: datetime, **kwargs: Any) -> None:
    achievement.from_completion(person_id=person_id, course_id=course_id, at=at)

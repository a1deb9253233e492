"""What time alone has made due in the activities that somebody looks at, such as handing in at a deadline."""

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime

from core.errors import DomainError
from courses import installed_kinds
from courses.activity_types import Context
from courses.models import Activity
from courses.runtime.acting import act
from people.models import Account, Person

logger = logging.getLogger(__name__)


def settle(
    *,
    person: Person,
    course: uuid.UUID,
    found: Mapping[uuid.UUID, tuple[Activity, Context]],
    actor: Account,
    at: datetime,
) -> bool:
    """Does what is due in the activities of a lesson, each in its own transaction; no query where nothing is.

    To be called between `contexts` and `show`; true if something was done, so that the contexts are read again.
    """
    done = False
    for activity, context in found.values():
        action = _due(activity, context)
        if not action:
            continue
        try:
            act(
                person=person,
                course=course,
                lesson=context.lesson,
                activity=activity.pk,
                action=action,
                payload={},
                language=context.wanted,
                actor=actor,
                at=at,
            )
        except DomainError:  # e.g. the person has left the course: the page shows what there is
            logger.info("activity %s could not settle %s", activity.pk, action)
        else:
            done = True
    return done


def _due(activity: Activity, context: Context) -> str | None:
    if context.attempt is None or context.attempt.completed:
        return None
    try:
        return installed_kinds.get(activity.type).due(context)
    except installed_kinds.UnknownType:
        return None
    except Exception:
        logger.exception("activity %s of kind %s failed to say what is due", activity.pk, activity.type)
        return None

"""What somebody did in courses, and what is nobody's."""

from core.privacy import Erasure, Personal, impersonal, personal
from courses.models import (
    Activity,
    ActivityFailure,
    ActivityState,
    ActivityText,
    Attempt,
    Course,
    Enrolment,
    Fact,
    FormerSlug,
    Invitation,
    Lesson,
    Module,
    NodeText,
    Outline,
    ProgressEvent,
    Replacement,
)

WHILE_HERE = "until the person asks to be forgotten, or three years after the last visit"

impersonal(
    Course,
    Module,
    Lesson,
    FormerSlug,
    NodeText,
    Outline,
    Activity,
    ActivityText,
    why="Content, the same for everybody.",
)
impersonal(ActivityFailure, why="The class of an error at an activity, nothing of who met it.")
impersonal(Replacement, why="A decision about lessons; who took it is an id.")
impersonal(Invitation, why="A door for anybody with the code; its label is a note about a place or a group.")
personal(Enrolment)
personal(Attempt)
personal(
    ActivityState,
    data=Personal("going on where one was", WHILE_HERE, Erasure.DELETE_ROW),
)
personal(
    ProgressEvent,
    verb=Personal("finding errors in activities", "two years", Erasure.DELETE_ROW),
    data=Personal("finding errors in activities", "two years", Erasure.DELETE_ROW),
)
personal(Fact, "source_key")

from courses.models.activity import (
    Activity,
    ActivityFailure,
    ActivityState,
    ActivityText,
    Attempt,
    ProgressEvent,
)
from courses.models.course import Course, FormerSlug, Lesson, Module, NodeText, Outline, Replacement
from courses.models.enrolment import Enrolment, Invitation
from courses.models.fact import Fact

__all__ = [
    "Activity",
    "ActivityFailure",
    "ActivityState",
    "ActivityText",
    "Attempt",
    "Course",
    "Enrolment",
    "Fact",
    "FormerSlug",
    "Invitation",
    "Lesson",
    "Module",
    "NodeText",
    "Outline",
    "ProgressEvent",
    "Replacement",
]

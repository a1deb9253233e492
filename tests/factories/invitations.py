"""Invitations for tests."""

from datetime import timedelta
from typing import Any

from core import clock
from core.ids import short_code
from courses.models import Course, Invitation
from tests.factories import pages


def invitation(course: Course | None = None, **fields: Any) -> Invitation:
    """An open invitation; into a course of its own if none is named."""
    fields.setdefault("code", short_code())
    fields.setdefault("expires_at", clock.now() + timedelta(days=1))
    return Invitation.objects.create(course=course or pages.record(pages.course([1], joining="invitation")), **fields)

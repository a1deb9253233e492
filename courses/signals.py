"""News that apps above may follow. Sent by jobs, at least once: every receiver is idempotent and one line."""

from django.dispatch import Signal

course_completed = Signal()
"""A person completed a course. Sends `person_id`, `course_id` (UUID), `at` (datetime)."""

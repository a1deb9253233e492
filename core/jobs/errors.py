from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class WorkerLost(Exception):
    """A worker ended, or fell silent, while it held the job."""


class TimeLimitExceeded(BaseException):
    """A try lasted longer than it may. No `Exception`, so that no task catches it by the way."""


class NotFailed(DomainError):
    """Only a failed job is run again: one that waits or runs will do its work without help."""

    message = _("This job has not failed, so there is nothing to run again. The list shows its present state.")

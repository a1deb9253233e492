"""What the log leaves out."""

import logging


class NotHealth(logging.Filter):
    """Drops what Django logs of a 503 of `/healthz`: that answer is for whoever asked, at every start and in every deployment."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return getattr(record, "status_code", None) != 503 or getattr(request, "path", "") != "/healthz"

"""Composition root: settings, URLs, WSGI, and Celery where it is installed. Nothing imports it."""

import os
from importlib.util import find_spec

if os.environ.get("BROKER_URL") and find_spec("celery"):
    # Without this a shared task would ring a default broker, and nobody would hear.
    from lms.celery import app as celery

    __all__ = ["celery"]

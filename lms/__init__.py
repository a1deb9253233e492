"""Composition root: settings, URLs, WSGI, and Celery where it is installed. Nothing imports it."""

"""Loaded once by the server that forks the worker processes, so that each is there at once."""

import os

import django

if os.environ.get("DJANGO_SETTINGS_MODULE"):
    django.setup()

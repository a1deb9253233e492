"""Absolute links of mails and calendar entries, in the language of who reads them."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(name: str, *arguments: Any, language: str) -> str:
    """The address of the view `name` (`app:view`), on `SITE_URL` whatever host was asked."""
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(name, args=arguments)}"

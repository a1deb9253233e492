"""Absolute links of mails and calendar entries, in the language of who reads them."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(name: str, *arguments: Any, language: str) -> str:
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(f'consultations:{name}', args=arguments)}"

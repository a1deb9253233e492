"""Permanent addresses that lead to where a thing is read today."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse


def by_key(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    raise Http404

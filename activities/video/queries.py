"""Which films a file belongs to."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from courses.models import Activity

if TYPE_CHECKING:
    from django.db.models import QuerySet


def films_of(document: int) -> "QuerySet[Activity]":
    """The films whose file or captions a document is."""
    wanted = Q(config__mp4__document=document) | Q(config__webm__document=document)
    for code, _name in settings.LANGUAGES:
        wanted |= Q(**{f"config__captions__{code}": document})
    return Activity.objects.filter(wanted, type="video")

"""Pictures as pages show them: renditions. Originals, documents and what learners hand in have no address here."""

from pathlib import PurePath

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.models import Rendition
from core.sending import send

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
KEPT = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One size and format of a picture. Its name says what is in it, so browsers keep it for good."""
    found = get_object_or_404(Rendition, file=Rendition.FOLDER + name)
    kind = TYPES.get(PurePath(name).suffix)
    if kind is None:
        raise Http404
    try:
        response = send(request, found.file, content_type=kind, name=name, attachment=False, etag=f"{found.pk}")
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = KEPT
    return response

"""Films, captions and their first pictures, in parts as players ask for them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.pictures import BROKEN
from core.sending import send

TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}
POSTER = "width-800|format-jpeg|jpegquality-70"
CACHED = "public, max-age=3600"
OWN = "private, max-age=3600"


@require_safe
def file(request: HttpRequest, document: int) -> HttpResponseBase:
    """A film or captions from the documents. Other files are not known here, nor what Wagtail's own door would refuse."""
    found = get_object_or_404(get_document_model().objects.select_related("collection"), pk=document)
    kind = TYPES.get(found.file_extension.lower())
    if kind is None or any(refuses(found, request) for refuses in hooks.get_hooks("before_serve_document")):
        raise Http404
    try:
        response = send(
            request,
            found.file,
            content_type=kind,
            name=found.filename,
            attachment=False,
            etag=found.get_file_hash(),
        )
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = CACHED if request.user.is_anonymous else OWN
    return response


@require_safe
def poster(request: HttpRequest, image: int) -> HttpResponseBase:
    """The picture before the film, small."""
    found = get_object_or_404(get_image_model().objects.select_related("collection"), pk=image)
    if found.collection.get_view_restrictions().exists():
        raise Http404
    try:
        rendition = found.get_rendition(POSTER)
        response = send(
            request,
            rendition.file,
            content_type="image/jpeg",
            name=f"{found.pk}.jpg",
            attachment=False,
            etag=found.get_file_hash(),
        )
    except BROKEN as error:
        raise Http404 from error
    response["Cache-Control"] = CACHED
    return response

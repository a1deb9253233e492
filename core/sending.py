"""Sends a stored file, whole or the part asked for: films and sound cannot be sought through without."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024


def send(
    request: HttpRequest, file: File[Any], *, content_type: str, name: str, attachment: bool, etag: str = ""
) -> HttpResponseBase:
    """Answers with `file`, or with the one range asked for (206), or 416 if there is no such range.

    `content_type` is the truth about the file, never what an uploader claimed. `etag`: of this very content, without quotes.
    """
    tag = f'"{etag}"' if etag else ""
    if tag and request.headers.get("If-None-Match") == tag:
        return _with_tag(HttpResponseNotModified(), tag)
    size = file.size
    part = _range(request, size, tag)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = part
    response = StreamingHttpResponse(_chunks(file, start, end), content_type=content_type)
    if end - start < size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Content-Length"] = end - start
    response["Accept-Ranges"] = "bytes"
    response["Content-Encoding"] = "identity"  # or the compressing middleware would cut ranges out of something else
    response["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(attachment, name)
    if disposition:
        response["Content-Disposition"] = disposition
    return _with_tag(response, tag)


def _with_tag(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    if tag:
        response["ETag"] = tag
    return response


def _range(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First byte and the one after the last; all of them unless exactly one range is asked for."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if_range = request.headers.get("If-Range", "")
    if not asked or not any(asked.groups()) or (if_range and if_range != tag):
        return 0, size
    first, last = asked.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else None
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


def _chunks(file: File[Any], start: int, end: int) -> Iterator[bytes]:
    with file.open("rb") as stream:
        stream.seek(start)
        left = end - start
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

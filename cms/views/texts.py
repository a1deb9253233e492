"""German texts inside another language's frame: what is not translated yet can still be read, and says so."""

import uuid

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page

from cms.queries.localised import best, in_language, reader, text_language


def in_german(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """The German text of a page in the reader's frame; leads to the page's own text as soon as there is one."""
    language = reader()
    page = next(best(in_language(Page, language, translation_key=key), language), None)
    if page is None:
        raise Http404
    if text_language(page) == language:
        return redirect(page.get_url() or "/")
    written = page.specific
    answer: HttpResponseBase = written.check_request_method(request) or written.serve(request)
    return answer

"""What every app's views share: the health check, refusals as messages, ways back that stay on this site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import error_views
from core.errors import DomainError, TooManyTries
from core.jobs import health

View = Callable[..., HttpResponse]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and a worker has reported within a minute, else 503 naming what is missing."""
    missing = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not health.worker_is_alive():
            missing.append("worker")
    except DatabaseError:
        missing.append("database")
    return JsonResponse({"ok": not missing, "missing": missing}, status=503 if missing else 200)


def speaks(view: View) -> View:
    """Turns a `DomainError` into a message and a way back to where it came from, else to the same address."""
    return _speaking(view, lambda request, _: safe_next(request, request.path))


def speaks_at(name: str, *arguments: str) -> Callable[[View], View]:
    """As `speaks`, for addresses that only take posts: else back to the page `name`, with these arguments of the view."""

    def decorate(view: View) -> View:
        def back(request: HttpRequest, values: dict[str, Any]) -> str:
            return safe_next(request, reverse(name, args=[values[argument] for argument in arguments]))

        return _speaking(view, back)

    return decorate


def _speaking(view: View, back: Callable[[HttpRequest, dict[str, Any]], str]) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            many = isinstance(error, TooManyTries)
            if request.headers.get("Accept", "").startswith("application/json"):
                return JsonResponse({"error": error.code, "message": str(error)}, status=429 if many else 409)
            if many:
                return error_views.too_many(request, int(str(error.params["minutes"])))
            messages.error(request, str(error))
            return HttpResponseRedirect(back(request, kwargs))

    return wrapped


def safe_next(request: HttpRequest, default: str) -> str:
    """Where `next` or the referring page leads, if it is on this site, else `default`."""
    back = request.headers.get("Referer", "")
    return wished_next(request) or (back if stays_here(request, back) else default)


def wished_next(request: HttpRequest) -> str:
    """Where `next` leads, if it is on this site, else nothing."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    return wish if stays_here(request, wish) else ""


def stays_here(request: HttpRequest, url: str) -> bool:
    """Whether a whole address or a path leads to this host, as securely as the present page came."""
    return url.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )

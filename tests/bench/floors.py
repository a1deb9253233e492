"""What the product is held against, made on the spot: `wagtail start`, and a bare Django view."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from tests.bench.servers import Server

SETTINGS = """
from .base import *
import os
DEBUG = False
SECRET_KEY = "floor"
ALLOWED_HOSTS = ["*"]
WAGTAIL_SITE_NAME = "floor"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": BASE_DIR / "cache"}}
if os.environ.get("FLOOR_CACHED"):
    MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware", *MIDDLEWARE, "django.middleware.cache.FetchFromCacheMiddleware"
    ]
if os.environ.get("FLOOR_LIBRARIES"):
    INSTALLED_APPS = [
        "wagtail_localize", "wagtail_localize.locales", "wagtail.contrib.settings", "django_tasks", "django_tasks_db",
        "csp", "allauth", "allauth.account", "allauth.mfa", *INSTALLED_APPS
    ]
    MIDDLEWARE = [
        "whitenoise.middleware.WhiteNoiseMiddleware", "csp.middleware.CSPMiddleware", *MIDDLEWARE,
        "allauth.account.middleware.AccountMiddleware",
    ]
    USE_I18N = True
    WAGTAIL_I18N_ENABLED = True
    LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "German"), ("ar", "Arabic")]
    AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
    ROOT_URLCONF = "floor.with_libraries"
    import icalendar, nh3, openpyxl, pydantic, segno, typst, babel, environs, defusedxml.ElementTree
"""
WITH_LIBRARIES = """
from django.urls import include, path
from floor.urls import urlpatterns as known

urlpatterns = [path("accounts/", include("allauth.urls")), *known]
"""
BARE = """
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.utils import timezone
from django.urls import path
from floor.urls import urlpatterns as known

def event(request):
    \"\"\"One query, written and committed, by whoever is signed in.\"\"\"
    get_user_model().objects.filter(pk=request.user.pk).update(last_login=timezone.now())
    return HttpResponse(b"ok")

urlpatterns = [path("bare-event/", event), *known]
"""
BARE_SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "floor"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "floor.bare_urls"
MIDDLEWARE = [name for name in MIDDLEWARE if name.startswith("django.")]
DATABASES["default"]["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE", "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
"""
SIGN_IN = """
from django.contrib.auth import get_user_model, SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
user = get_user_model().objects.create_user("reader", password="x")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print("SESSION", session.session_key)
"""


class Floor:
    """A project as `wagtail start` makes it, with one signed-in reader who is no staff."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "floor"
        self.folder.mkdir()
        wagtail = Path(sys.executable).with_name("wagtail")
        subprocess.run([wagtail, "start", "floor", str(self.folder)], check=True, capture_output=True)
        settings = self.folder / "floor" / "settings"
        (settings / "bench.py").write_text(SETTINGS, encoding="utf-8")
        (settings / "bare.py").write_text(dedent(BARE_SETTINGS), encoding="utf-8")
        for name, text in {"bare_urls": BARE, "with_libraries": WITH_LIBRARIES}.items():
            (self.folder / "floor" / f"{name}.py").write_text(dedent(text), encoding="utf-8")
        self.manage("migrate", "--verbosity", "0")
        self.session = self.manage("shell", "--no-imports", "-c", SIGN_IN).split("SESSION ")[1].strip()

    def environment(self, settings: str = "bench", **extra: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTHONPATH")}
        log = str(self.folder / "server.log")
        return kept | {"DJANGO_SETTINGS_MODULE": f"floor.settings.{settings}", "BENCH_LOG": log} | extra

    def manage(self, *arguments: str, **extra: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        environment = self.environment(**extra)
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def server(self, settings: str = "bench", **extra: str) -> Server:
        return Server(self.folder, "floor.wsgi", self.environment(settings, **extra))

"""The suite: plain static files, one database of its own name per worker, quick password hashing."""

from .base import *
from .base import BASE_DIR, CACHES, DATABASES, INSTALLED_APPS, STORAGES, env

SECRET_KEY = "test-only"  # noqa: S105 - protects nothing
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
DEMO_BANK = BASE_DIR / "no-such-bank.json"  # what the demo holds does not depend on what lies beside the project
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", ".teilhabe.localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAR_DIR = BASE_DIR / "var" / "test"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR_DIR / "media"
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DB_NAME", default="teilhabe_test")}
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

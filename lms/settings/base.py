"""Settings that every installation shares. What differs by machine is read from the environment, typed, and fails loudly."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO
from environs import Env

from core.languages import KNOWN, SOURCE_LANGUAGE
from lms import outside

from .accounts import *
from .accounts import is_address

env = Env()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = env.path("TEILHABE_VAR", default=BASE_DIR / "var")

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
CONTENT_URL = env.str("CONTENT_URL", default="http://content.teilhabe.localhost:8000")
WAGTAIL_SITE_NAME = "Teilhabe"
WAGTAILADMIN_BASE_URL = SITE_URL

INSTALLED_APPS = [
    "cms",
    "desk",
    "activities.assignment",
    "activities.quiz",
    "activities.reading",
    "activities.video",
    "certificates",
    "assessments",
    "cohorts",
    "consultations",
    "contact",
    "courses",
    "organisations",
    "people",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.users_config.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

# Kinds of activity from packages installed beside us (docs/hooks.md).
OUTSIDE_APPS, OUTSIDE_REFUSED = outside.activity_apps()
INSTALLED_APPS += OUTSIDE_APPS

MIDDLEWARE = [
    "core.middleware.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.page_cache.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "core.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.AdminDoorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "cms.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data. SQLite waits for its one writer and syncs every commit: an acknowledged answer is on disk.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;",
}
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'teilhabe.sqlite3'}")}
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": False,
    "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=60),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"ENGINE": "core.sqlite3", "OPTIONS": SQLITE_OPTIONS}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.str("CACHE_URL", default="")
SHARED_CACHE: dict[str, Any] = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
)
LIMITS_CACHE: dict[str, Any] = (  # a full cache forgets at random: then a door that is closed would open again
    SHARED_CACHE | {"KEY_PREFIX": "limits"}
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_limits",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
)
CACHES = {"default": SHARED_CACHE, "limits": LIMITS_CACHE}

TASKS = {"default": {"BACKEND": "core.jobs.backend.JobsBackend", "QUEUES": ["default"]}}
BROKER_URL = env.str("BROKER_URL", default="")
JOBS: dict[str, Any] = {  # seconds, but for the tries; core.jobs.terms says what each means
    "beat": env.float("JOBS_BEAT", default=5),
    "lease": env.float("JOBS_LEASE", default=60),
    "sweep": env.float("JOBS_SWEEP", default=15),
    "tries": env.int("JOBS_TRIES", default=5),
    "backoff": env.float("JOBS_BACKOFF", default=10),
    "limit": env.float("JOBS_LIMIT", default=600),
    "grace": env.float("JOBS_GRACE", default=60),
}

# Sessions: "this is my phone" stays half a year, anything else ends with the browser (`people.forms`).
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "language"

MFA_SUPPORTED_TYPES = ["recovery_codes", "totp"] + ([] if is_address(SITE_URL) else ["webauthn"])

# Languages
LANGUAGE_CODE = SOURCE_LANGUAGE
OFFERED_LANGUAGES = env.list("TEILHABE_LANGUAGES", default=["de", "en", "ar"])
READ_LANGUAGES: list[str] = env.list("TEILHABE_READ_LANGUAGES", default=[])  # whose interface a native speaker has read
LANGUAGES = [(code, KNOWN[code].name) for code in KNOWN if code in OFFERED_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "German, easy to read",
    "name_local": "Leichte Sprache",
}
LOCALE_PATHS = [BASE_DIR / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
FORMAT_MODULE_PATH = "core.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
NODE_MODULES = BASE_DIR / "node_modules"
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.staticfiles.ManifestStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp3", "mp4", "odt", "ods", "ogg", "pdf", "txt", "vtt", "webm", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # a superuser is for the command line
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# Mail
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.dj_email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Teilhabe <noreply@teilhabe.localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security
# Only what these proxies say of a request's sender and scheme is believed.
TRUSTED_PROXIES: list[IPv4Network | IPv6Network] = env.list("TRUSTED_PROXIES", default=[], subcast=ip_network)
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "core.error_views.csrf_failure"
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"not_health": {"()": "lms.log.NotHealth"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not_health"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

"""An office's own server: https only, every secret from the environment."""

from urllib.parse import urlsplit

from .base import *
from .base import CONTENT_URL, SITE_URL, TRUSTED_PROXIES, env

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = [host for url in (SITE_URL, CONTENT_URL) if (host := urlsplit(url).hostname)]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = True

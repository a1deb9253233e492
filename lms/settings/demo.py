"""The demo on one's own machine: plain http, no second factor, fictitious people."""

from .base import *
from .base import BASE_DIR, INSTALLED_APPS, SECRET_KEY, VAR_DIR, env

SECRET_KEY = SECRET_KEY or "demo-only-key-that-protects-nothing-of-value-because-the-people-are-fictitious"
DEMO = True
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".teilhabe.localhost"]
SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # plain http on this machine
EMAIL_FILE_PATH = VAR_DIR / "mail"
# Real items of the naturalisation test: where they are given, the demo has a practice test made of them.
DEMO_BANK = env.path(
    "TEILHABE_BANK", default=BASE_DIR.parent / "shared" / "fixtures" / "questions" / "leben-in-deutschland.json"
)

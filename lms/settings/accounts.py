"""How people sign up, sign in and prove who they are."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_address(url: str) -> bool:
    """Whether a URL names its host by a number: passkeys belong to a host name."""
    try:
        ip_address(urlsplit(url).hostname or "")
    except ValueError:
        return False
    return True


AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["people.backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:my_learning"

ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PRESERVE_USERNAME_CASING = True  # kept as typed, asked for in any case; `Lower` is unique
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# `people.forms.doors` counts, so that nobody locks others out.
ACCOUNT_RATE_LIMITS = dict.fromkeys(("login_failed", "request_login_code", "reset_password"))
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_FORMS = {
    "login": "people.forms.doors.SignInForm",
    "request_login_code": "people.forms.doors.AskForCodeForm",
    "confirm_login_code": "people.forms.doors.TypeCodeForm",
    "reset_password": "people.forms.doors.ForgottenPasswordForm",
    "reset_password_from_key": "people.forms.doors.NewPasswordForm",
    "change_password": "people.forms.doors.ChangePasswordForm",
    "set_password": "people.forms.doors.SetPasswordForm",
    "reauthenticate": "people.forms.doors.PasswordAgainForm",
    "add_email": "people.forms.doors.AddEmailForm",
}
MFA_ADAPTER = "people.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "people.forms.doors.SecondFactorForm",
    "reauthenticate": "people.forms.doors.SecondFactorAgainForm",
    "activate_totp": "people.forms.doors.SetUpAppForm",
    "add_webauthn": "people.forms.doors.AddKeyForm",
    "edit_webauthn": "people.forms.doors.RenameKeyForm",
}
MFA_TOTP_TOLERANCE = 1

# Wagtail manages pages here, not passwords.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# No door with a password that many know: it could only be guessed at, and nobody could say who came in.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

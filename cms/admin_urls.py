"""What stands before Wagtail's own addresses under /admin/: one sign-in for everybody, and nothing past the domain."""

from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from cms.views import admin_doors

urlpatterns = [
    path("login/", admin_doors.sign_in, name="admin_sign_in"),
    re_path(r"^password_reset/", admin_doors.reset_password, name="admin_reset_password"),
    path("account/", require_admin_access(admin_doors.PreferencesView.as_view()), name="admin_preferences"),
    re_path(r"^bulk/people/account/", admin_doors.closed, name="admin_account_bulk"),
    re_path(r"^(?:failwhale|test404)/", admin_doors.closed, name="admin_test_pages"),
]

from django.urls import path

from certificates.views import own, staff, verify

app_name = "certificates"
urlpatterns = [
    path("certificates/", own.mine, name="mine"),
    path("certificates/<uuid:achievement>/name/", own.confirm, name="confirm"),
    path("certificates/<uuid:credential>/paper.pdf", own.paper, name="paper"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<slug:code>/", verify.verify_code, name="verify_code"),
    path("staff/certificates/", staff.courses, name="courses"),
    path("staff/certificates/<slug:course>/", staff.of_course, name="of_course"),
    path("staff/certificates/<slug:course>/all.pdf", staff.print_all, name="print_all"),
    path("staff/certificates/<slug:course>/confirm/", staff.confirm_many, name="confirm_many"),
    path("staff/certificates/<slug:course>/<uuid:credential>/keep/", staff.keep, name="keep"),
    path("staff/certificates/<slug:course>/<uuid:credential>/replace/", staff.replace, name="replace"),
    path("staff/certificates/<slug:course>/<uuid:credential>/revoke/", staff.revoke, name="revoke"),
]

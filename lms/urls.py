from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views import admin_doors
from people.views import entrance

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("core.urls")),
    path("admin/", include("cms.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("film/", include("activities.video.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("certificates.short_urls")),
    path("", include("cms.urls")),
]
urlpatterns += i18n_patterns(
    path("account/signup/", entrance.sign_up, name="account_signup"),
    path("account/", include("people.urls")),
    path("account/", include("allauth.urls")),
    path("my/", include("desk.urls")),
    path("staff/assignments/", include("activities.assignment.urls")),
    path("staff/groups/", include("cohorts.urls")),
    path("staff/", include("desk.staff_urls")),
    path("", include("consultations.urls")),
    path("", include("contact.urls")),
    path("", include("certificates.urls")),
    path("", include("courses.urls")),
    path("", include("cms.localised_urls")),
    path("_util/login/", admin_doors.sign_in, {"leads_to": "desk:my_learning"}, name="page_sign_in"),
    path("", include(wagtail_urls)),
)

handler400 = "core.error_views.bad_request"
handler403 = "core.error_views.forbidden"
handler404 = "core.error_views.not_found"
handler500 = "core.error_views.server_error"

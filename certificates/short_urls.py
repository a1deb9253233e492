from django.urls import path

from certificates.views import verify

app_name = "check"
urlpatterns = [path("verify/", verify.short, name="verify"), path("verify/<slug:code>", verify.short, name="code")]

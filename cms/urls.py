from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [path("r/<uuid:key>", views.by_key, name="by_key")]

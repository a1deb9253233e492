from django.urls import path, re_path

from cms.views import addresses, media

app_name = "go"
urlpatterns = [
    path("", addresses.front_door, name="front_door"),
    path("r/<uuid:key>", addresses.by_key, name="by_key"),
    re_path(r"^media/images/(?P<name>[\w.-]+)$", media.picture, name="picture"),
]

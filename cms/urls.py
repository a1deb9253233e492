from django.urls import path

from cms.views import addresses

app_name = "go"
urlpatterns = [path("", addresses.front_door, name="front_door"), path("r/<uuid:key>", addresses.by_key, name="by_key")]

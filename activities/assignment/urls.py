from django.urls import path

from activities.assignment import views

app_name = "assignments"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:key>/", views.work, name="work"),
    path("<uuid:key>/<slug:part>/", views.file, name="file"),
]

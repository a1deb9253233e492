from django.urls import path

from activities.video import views

app_name = "film"
urlpatterns = [
    path("<int:document>", views.file, name="file"),
    path("poster/<int:image>", views.poster, name="poster"),
]

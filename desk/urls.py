from django.urls import path

from desk import views

app_name = "desk"
urlpatterns = [path("learning/", views.my_learning, name="my_learning")]

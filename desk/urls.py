from django.urls import path

from desk.views import learning

app_name = "desk"
urlpatterns = [path("learning/", learning.my_learning, name="my_learning")]

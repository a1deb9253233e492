from django.urls import path

from people.views import entrance, own

app_name = "people"
urlpatterns = [
    path("", own.account, name="account"),
    path("name/", own.name, name="name"),
    path("welcome/", entrance.come_back, name="come_back"),
]

from django.urls import path

from cohorts import views

app_name = "groups"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("<uuid:group>/", views.group, name="group"),
    path("<uuid:group>/add/", views.add, name="add"),
    path("<uuid:group>/people/<uuid:person>/remove/", views.remove, name="remove"),
    path("<uuid:group>/trainers/", views.assign, name="assign"),
    path("<uuid:group>/trainers/<int:account>/dismiss/", views.dismiss, name="dismiss"),
    path("<uuid:group>/end/", views.end, name="end"),
]

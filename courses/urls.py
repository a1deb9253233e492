from django.urls import path

from courses.views import invitations, joining, people

app_name = "courses"
urlpatterns = [
    path("join/", joining.type_code, name="type_code"),
    path("join/<str:code>/", joining.invitation, name="invitation"),
    path("staff/invitations/", invitations.listing, name="invitations"),
    path("staff/invitations/<uuid:invitation>/", invitations.sheet, name="sheet"),
    path("staff/invitations/<uuid:invitation>/revoke/", invitations.revoke, name="revoke"),
    path("staff/people/enter/", people.enter, name="enter_person"),
    path("staff/people/<uuid:person>/enrol/", people.enrol, name="enrol_person"),
]

from django.urls import path

from desk.views import mails, staff

app_name = "staff"
urlpatterns = [
    path("learners/", staff.learners, name="learners"),
    path("learners/<uuid:enrolment>/", staff.learner, name="learner"),
    path("learners/<uuid:enrolment>/correct/", staff.correct, name="correct"),
    path("learners/<uuid:enrolment>/sheet/", staff.sheet, name="sheet"),
    path("mails/", mails.mails, name="mails"),
    path("mails/<slug:file>/<int:number>/", mails.mail, name="mail"),
]

from django.urls import path

from desk.views import staff

app_name = "staff"
urlpatterns = [
    path("learners/", staff.learners, name="learners"),
    path("learners/<uuid:enrolment>/", staff.learner, name="learner"),
    path("learners/<uuid:enrolment>/correct/", staff.correct, name="correct"),
]

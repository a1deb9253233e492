from django.urls import path

from consultations.views import public, slots, staff

app_name = "consultations"
urlpatterns = [
    path("consultation/", public.ask, name="ask"),
    path("consultation/<slug:token>/", public.own_request, name="request"),
    path("consultation/<slug:token>/cancel/", public.cancel, name="cancel"),
    path("consultation/<slug:token>/consultation.ics", public.calendar, name="calendar"),
    path("staff/consultations/", staff.overview, name="overview"),
    path("staff/consultations/advisers/", staff.advisers, name="advisers"),
    path("staff/consultations/advisers/<int:key>/end/", staff.end_adviser, name="end_adviser"),
    path("staff/consultations/advisers/<int:adviser>/slots/", slots.slots, name="adviser_slots"),
    path("staff/consultations/slots/", slots.slots, name="slots"),
    path("staff/consultations/slots/<uuid:key>/withdraw/", slots.withdraw, name="withdraw"),
    path("staff/consultations/<uuid:key>/", staff.staff_request, name="staff_request"),
]

from django.urls import path

from contact.views import public, staff

app_name = "contact"
urlpatterns = [
    path("message/withdrawn/", public.withdrawn, name="withdrawn"),
    path("message/<slug:token>/", public.own, name="own"),
    path("message/<slug:token>/withdraw/", public.withdraw, name="withdraw"),
    path("staff/messages/", staff.inbox, name="inbox"),
    path("staff/messages/consent/", staff.words, name="words"),
    path("staff/messages/<uuid:key>/", staff.message, name="message"),
    path("staff/messages/<uuid:key>/close/", staff.close, name="close"),
]

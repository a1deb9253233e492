from django.urls import path

from cms.views import addresses, feeds, learn, texts

app_name = "cms"
urlpatterns = [
    path("courses/", learn.catalogue, name="catalogue"),
    path("learn/<slug:course>/", learn.course, name="course"),
    path("learn/<slug:course>/<slug:lesson>/", learn.lesson, name="lesson"),
    path("learn/<slug:course>/<slug:lesson>/done/", learn.done, name="done"),
    path("learn/<slug:course>/<slug:lesson>/do/<uuid:activity>/<slug:action>/", learn.do, name="do"),
    path("enrol/<slug:course>/", learn.join_door, name="join"),
    path("enrol/<slug:course>/leave/", learn.leave, name="leave"),
    path("feed/news/", feeds.NewsFeed(), name="news_feed"),
    path("event/<uuid:key>/event.ics", feeds.event_calendar, name="event_calendar"),
    path("r/<uuid:key>", addresses.by_key, name="by_key"),
    path("text/<uuid:key>/", texts.in_german, name="in_german"),
]

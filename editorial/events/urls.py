"""Addresses of the chronicle."""

from django.urls import path

from editorial.events import views
from editorial.events.feeds import EventFeed

app_name = "events"
urlpatterns = [
    path("events/", views.event_list, name="list"),
    path("events/calendar.ics", views.calendar_file, name="calendar"),
    path("events/places/", views.place_list, name="places"),
    path("events/series/", views.mechanism_list, name="mechanisms"),
    path("events/series/<slug:slug>/", views.mechanism, name="mechanism"),
    path("events/feed/", EventFeed(), name="feed"),
    path("events/<slug:slug>/", views.event, name="detail"),
]

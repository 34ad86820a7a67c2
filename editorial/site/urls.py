"""Addresses of pages that join several parts of the record."""

from django.urls import path

from editorial.site import reading, search, share, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("reading/", reading.reading, name="reading"),
    path("share/<slug:kind>/<slug:slug>.png", share.share_picture, name="share"),
    path("search/", search.search, name="search"),
    path("search/feed/", search.SearchFeed(), name="search-feed"),
    path("search/suggest/", search.suggestions, name="search-suggestions"),
]

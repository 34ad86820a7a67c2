"""Addresses of pages that join several parts of the record."""

from django.urls import path

from editorial.site import search, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/feed/", search.SearchFeed(), name="search-feed"),
    path("search/suggest/", search.suggestions, name="search-suggestions"),
]

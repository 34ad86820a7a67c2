"""Addresses of pages that join several parts of the record."""

from django.urls import path

from editorial.site import reading, record_of_text, search, share, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("reading/", reading.reading, name="reading"),
    path("articles/<slug:slug>/record/", record_of_text.record_of_text, name="record-of-text"),
    path(
        "articles/<slug:slug>/editions/<int:number>/record/",
        record_of_text.record_of_text,
        name="record-of-edition",
    ),
    path("share/<slug:kind>/<slug:slug>.png", share.share_picture, name="share"),
    path("search/", search.search, name="search"),
    path("search/feed/", search.SearchFeed(), name="search-feed"),
    path("search/suggest/", search.suggestions, name="search-suggestions"),
]

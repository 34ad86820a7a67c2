"""Addresses of pages that join several parts of the record."""

from django.urls import path

from editorial.site import accessibility, disagreements_page, search_page, share_cards, statements, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("disagreements/", disagreements_page.disagreement_list, name="disagreements"),
    path("reading/", accessibility.reading, name="reading"),
    path("articles/<slug:slug>/record/", statements.statements, name="record-of-text"),
    path(
        "articles/<slug:slug>/editions/<int:number>/record/",
        statements.statements,
        name="record-of-edition",
    ),
    path("share/<slug:kind>/<slug:slug>.png", share_cards.share_picture, name="share"),
    path("search/", search_page.search, name="search"),
    path("search/feed/", search_page.SearchFeed(), name="search-feed"),
    path("search/suggest/", search_page.suggestions, name="search-suggestions"),
]

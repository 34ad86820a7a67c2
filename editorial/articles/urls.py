"""Addresses of texts and books."""

from django.urls import path

from editorial.articles import downloads, views
from editorial.articles.feeds import ArticleFeed

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/feed/", ArticleFeed(), name="feed"),
    path("articles/<slug:slug>/", views.article, name="detail"),
    path("articles/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("articles/<slug:slug>/editions/<int:number>/changes/", views.changes, name="changes"),
    path("articles/<slug:slug>/passages/<slug:anchor>/", views.passage, name="passage"),
    path(
        "articles/<slug:slug>/editions/<int:number>/passages/<slug:anchor>/",
        views.passage,
        name="edition_passage",
    ),
    path("articles/<slug:slug>/download/<slug:form>/", downloads.article_file, name="download"),
    path(
        "articles/<slug:slug>/editions/<int:number>/download/<slug:form>/",
        downloads.article_file,
        name="edition_download",
    ),
    path("collections/", views.collection_list, name="collections"),
    path("collections/<slug:slug>/", views.collection, name="collection"),
    path(
        "collections/<slug:slug>/download/<slug:form>/", downloads.collection_file, name="collection_download"
    ),
]

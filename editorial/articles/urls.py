"""Addresses of texts and books."""

from django.urls import path

from editorial.articles import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/<slug:slug>/", views.article, name="detail"),
    path("articles/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("collections/", views.collection_list, name="collections"),
    path("collections/<slug:slug>/", views.collection, name="collection"),
]

"""Addresses of pages about the site."""

from django.urls import path

from editorial.pages import views

app_name = "pages"
urlpatterns = [path("pages/<slug:address>/", views.page, name="page")]

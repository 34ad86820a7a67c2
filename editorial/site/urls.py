"""Addresses of pages that join several parts of the record."""

from django.urls import path

from editorial.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
]

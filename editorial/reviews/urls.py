"""Addresses of previews."""

from django.urls import path

from editorial.reviews.preview import preview

app_name = "reviews"
urlpatterns = [path("articles/preview/<str:token>/", preview, name="preview")]

"""Addresses of pictures; the same in every language."""

from django.urls import re_path

from editorial.articles.picture_views import picture_file

app_name = "pictures"
urlpatterns = [
    re_path(r"^(?P<key>[0-9a-f]{20})/(?P<name>full\.(?:jpg|png)|\d{1,4}\.webp)$", picture_file, name="file"),
]

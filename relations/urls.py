"""Addresses: includes only."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

from editorial.site.sitemaps import SITEMAPS
from editorial.site.stored_files import moved_file, stored_file
from editorial.site.views import preferred_language, robots, security_txt
from editorial.web.answer_cache import public_answer

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include("editorial.accounts.urls")),
    path("admin/", include("editorial.desk.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("editorial.api.urls")),
    path("pictures/", include("editorial.articles.picture_urls")),
    path("files/<path:name>", stored_file, name="stored_file"),
    path("media/<path:name>", moved_file, name="moved_file"),
    path("", preferred_language, name="root"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path(
        "sitemap.xml",
        public_answer("p")(sitemap_index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemaps",
    ),
    path("sitemap-<section>.xml", public_answer("p")(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
urlpatterns += i18n_patterns(
    path("", include("editorial.site.urls")),
    path("", include("editorial.reviews.urls")),
    path("", include("editorial.articles.urls")),
    path("", include("editorial.experts.urls")),
    path("", include("editorial.agreements.urls")),
    path("", include("editorial.events.urls")),
    path("", include("editorial.indicators.urls")),
    path("", include("editorial.topics.urls")),
    path("", include("editorial.pages.urls")),
)

handler400 = "editorial.site.errors.bad_request"
handler403 = "editorial.site.errors.forbidden"
handler404 = "editorial.site.errors.not_found"
handler500 = "editorial.site.errors.server_error"

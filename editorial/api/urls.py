"""Addresses of the API."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from editorial.api.disagreements import DisagreementsView
from editorial.api.dumps.views import record_zip
from editorial.api.oai_pmh.protocol import oai
from editorial.api.router import router
from editorial.api.search import SearchView
from editorial.api.views import DirectoryView, not_found
from editorial.web.answer_cache import public_answer

app_name = "api"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api:api-root", query_string=True)),
    path("v1/search/", public_answer(*SearchView.params)(SearchView.as_view()), name="search"),
    path("v1/search.<str:format>", public_answer(*SearchView.params)(SearchView.as_view()), name="search-as"),
    path(
        "v1/disagreements/",
        public_answer(*DisagreementsView.params)(DisagreementsView.as_view()),
        name="disagreements",
    ),
    path("v1/", public_answer("format")(DirectoryView.as_view()), name="api-root"),
    path("v1/", include(router.urls)),
    path("oai/", oai, name="oai"),
    path("dumps/record.zip", record_zip, name="dump"),
    path("schema/", public_answer("format", "lang")(SpectacularAPIView.as_view()), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    re_path("", not_found),
]

"""The search in the API: the same answer as the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from editorial.api.filters import reject_unknown
from editorial.api.pagination import link_header, parse_number
from editorial.i18n.requests import activate_request_language
from editorial.records import registry
from editorial.search import index
from editorial.search.engine import Hit
from editorial.search.entry import KINDS, LANGUAGES
from editorial.search.facet_labels import value_label
from editorial.search.params import SearchParams
from editorial.web.api.field_selection import reject_unknown_names

MAX_PAGE_SIZE = 100
LAST_PAGE = 1_000
FIRST_YEAR, LAST_YEAR = 1900, 2200
# Facets whose values are always the same; of others there are as many as the record has.
CHOICES: Mapping[str, Sequence[str]] = {"type": registry.names(), "language": LANGUAGES}


class ParametersSerializer(serializers.Serializer[Any]):
    """The parameters that have a form of their own."""

    lang = serializers.ChoiceField(choices=LANGUAGES, default=settings.LANGUAGE_CODE)
    page = serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, default=20)


class FacetValueSerializer(serializers.Serializer[Any]):
    """A value to narrow by, and how many of the results have it."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()


class ResultSerializer(serializers.Serializer[Any]):
    """A result. `language` is that of the title and the snippet; the snippet is HTML with `<mark>`."""

    type = serializers.CharField()
    slug = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    language = serializers.CharField()
    snippet = serializers.CharField()


class AnswerSerializer(serializers.Serializer[Any]):
    """The results of a query. `count` and `facets` go up to 2,000 results."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    facets = serializers.DictField(child=FacetValueSerializer(many=True))
    results = ResultSerializer(many=True)


def _facet(kind: str) -> OpenApiParameter:
    items: dict[str, Any] = (
        {"type": "string", "enum": list(CHOICES[kind])} if kind in CHOICES else {"type": "string"}
    )
    if kind == "year":
        items = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return OpenApiParameter(
        kind,
        {"type": "array", "items": items},
        description="Only results that have this value; may be repeated.",
    )


class SearchView(APIView):
    """Search everything public."""

    basename = "search"
    params = ("format", "lang", "page", "page_size", "q", *KINDS)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse in the language asked for, else in the reader's."""
        activate_request_language(request)
        super().initial(request, *args, **kwargs)

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "q", OpenApiTypes.STR, description='Words in any form, "phrases", -exclusions and prefixes*.'
            ),
            OpenApiParameter(
                "lang",
                OpenApiTypes.STR,
                enum=LANGUAGES,
                description="The language of the reader, by which titles and addresses are chosen.",
            ),
            *(_facet(kind) for kind in KINDS),
            OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE}),
        ],
        responses=AnswerSerializer,
    )
    def get(self, request: Request, **_kwargs: Any) -> Response:
        """Answer with hits, the best first, and facets with counts."""
        reject_unknown(
            request.query_params, {"q", "format", *ParametersSerializer().fields, *KINDS}, lists=KINDS
        )
        for name, known in {**CHOICES, "lang": LANGUAGES}.items():
            reject_unknown_names(name, request.query_params.getlist(name), known)
        for year in request.query_params.getlist("year"):
            parse_number("year", year, FIRST_YEAR, LAST_YEAR)
        parameters = ParametersSerializer(data=request.query_params)
        parameters.is_valid(raise_exception=True)
        search_params, params = SearchParams.read(request.query_params), parameters.validated_data
        results = index.find(
            search_params.text,
            language=params["lang"],
            chosen=search_params.chosen,
            page=params["page"],
            page_size=params["page_size"],
        )
        if not results.hits and params["page"] > 1:
            raise NotFound(_("page: page %(page)s does not exist.") % {"page": params["page"]})
        with override(params["lang"]):
            facets = {
                kind: [
                    {"value": one.value, "label": value_label(kind, one), "count": one.count}
                    for one in values
                ]
                for kind, values in results.facets.items()
            }
        links = self._neighbours(
            params["page"], is_last=params["page"] * params["page_size"] >= results.count
        )
        lines = [self._line(hit, params["lang"]) for hit in results.hits]
        return Response(
            {
                "count": results.count,
                "next": links["next"],
                "previous": links["prev"],
                "facets": facets,
                "results": lines,
            },
            headers=link_header(**links),
        )

    def _neighbours(self, page: int, *, is_last: bool) -> dict[str, str | None]:
        """Return the addresses of the pages before and after this one."""
        address = self.request.build_absolute_uri()
        return {
            "next": None if is_last or page == LAST_PAGE else replace_query_param(address, "page", page + 1),
            "prev": replace_query_param(address, "page", page - 1) if page > 1 else None,
        }

    def _line(self, hit: Hit, language: str) -> dict[str, str]:
        document = hit.document
        return {
            "type": document.type,
            "slug": document.key,
            "title": document.title,
            "url": self.request.build_absolute_uri(f"/{language}{document.path}"),
            "language": document.language,
            "snippet": "".join(
                f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)
                for piece in hit.snippet.pieces
            ),
        }

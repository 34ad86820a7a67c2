"""The search in the API: the same answer as the page."""

from typing import Any

from django.conf import settings
from django.utils.html import escape
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from editorial.search import index
from editorial.search.asked import Asked
from editorial.search.entry import KINDS, LANGUAGES
from editorial.search.results import Hit

MOST_ON_A_PAGE = 100
LAST_PAGE = 1_000


class ParametersSerializer(serializers.Serializer[Any]):
    """The parameters that have a form of their own."""

    lang = serializers.ChoiceField(choices=LANGUAGES, default=settings.LANGUAGE_CODE)
    page = serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=MOST_ON_A_PAGE, default=20)


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
    """What answers a query. `count` and `facets` go up to 2,000 results."""

    count = serializers.IntegerField()
    facets = serializers.DictField(child=FacetValueSerializer(many=True))
    results = ResultSerializer(many=True)


def _parameter(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description)


class SearchView(APIView):
    """Search everything public."""

    basename = "search"

    @extend_schema(
        parameters=[
            _parameter("q", 'Words in any form, "phrases", -exclusions and prefixes*.'),
            OpenApiParameter(
                "lang",
                OpenApiTypes.STR,
                enum=LANGUAGES,
                description="The language of the reader, by which titles and addresses are chosen.",
            ),
            *(_parameter(kind, "Only results that have this value; may be repeated.") for kind in KINDS),
            OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": MOST_ON_A_PAGE}),
        ],
        responses=AnswerSerializer,
    )
    def get(self, request: Request) -> Response:
        """Answer with hits, the best first, and facets with counts."""
        known = {"q", "format", *ParametersSerializer().fields, *KINDS}
        if unknown := sorted(set(request.query_params) - known):
            raise ValidationError({name: ["The search has no such parameter."] for name in unknown})
        parameters = ParametersSerializer(data=request.query_params)
        parameters.is_valid(raise_exception=True)
        asked, given = Asked.read(request.query_params), parameters.validated_data
        results = index.find(
            asked.text,
            language=given["lang"],
            chosen=asked.chosen,
            page=given["page"],
            page_size=given["page_size"],
        )
        if not results.hits and given["page"] > 1:
            raise NotFound(f"page: the search has no page {given['page']}.")
        facets = {
            kind: [{"value": one.value, "label": one.label, "count": one.count} for one in values]
            for kind, values in results.facets.items()
        }
        lines = [self._line(hit, given["lang"]) for hit in results.hits]
        return Response({"count": results.count, "facets": facets, "results": lines})

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

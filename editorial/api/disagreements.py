"""Disagreements between sources in the API: the same list as the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from editorial.api.filters import reject_unknown
from editorial.api.pagination import link_header, parse_number
from editorial.api.schema import listed
from editorial.articles.api import SourceSerializer
from editorial.i18n.requests import activate_request_language, requested_language
from editorial.provenance.disagreements import DisagreementKind
from editorial.provenance.models import Aspect
from editorial.records.disagreement_details import DisagreementDetail, Version, load_details
from editorial.records.disagreements import all_disagreements, disputed_types
from editorial.values.languages import Language
from editorial.values.query import all_values
from editorial.web.api.field_selection import reject_unknown_names
from editorial.web.api.value_fields import TranslatedField
from editorial.web.filters.disagreement_list import EXPLAINED, PARAMS, select

MAX_PAGE_SIZE = 100
PAGE_SIZE = 20
LAST_PAGE = 1_000
# Parameters whose values are always the same; topics are as many as there are.
CHOICES: Mapping[str, Sequence[str]] = {
    "kind": DisagreementKind.values,
    "type": disputed_types(),
    "explained": tuple(EXPLAINED),
}


class VersionSerializer(serializers.Serializer[Any]):
    """What one or more sources say: a statement, or a value by its slug in `observations`."""

    statement = TranslatedField()
    observation = serializers.CharField(allow_null=True)
    sources = SourceSerializer(many=True)


class DisagreementSerializer(serializers.Serializer[Any]):
    """What sources say differently about one aspect of a record, with the editors' explanation if there is one."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=DisagreementKind.choices)
    aspect = serializers.ChoiceField(choices=Aspect.choices)
    type = serializers.CharField()
    slug = serializers.CharField()
    topics = serializers.ListField(child=serializers.CharField())
    url = serializers.URLField()
    versions = VersionSerializer(many=True)
    explanation = TranslatedField(allow_null=True)


class DisagreementsSerializer(serializers.Serializer[Any]):
    """A page of the list, the latest facts first."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DisagreementSerializer(many=True)


class DisagreementsView(APIView):
    """What sources say differently: values that cannot all hold, dates, names, numbers."""

    basename = "disagreements"
    params = ("format", "lang", "page", "page_size", *PARAMS)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse in the language asked for, else in the reader's."""
        activate_request_language(request)
        super().initial(request, *args, **kwargs)

    @extend_schema(
        operation_id="disagreements_list",
        parameters=[
            *(listed(name, "Only those that have one of the values.", CHOICES[name]) for name in CHOICES),
            OpenApiParameter(
                "topic",
                {"type": "array", "items": {"type": "string"}},
                description="Slug of a topic of the record.",
                style="form",
                explode=False,
            ),
            OpenApiParameter("lang", {"type": "string", "enum": Language.values}),
            OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE}),
        ],
        responses=DisagreementsSerializer,
    )
    def get(self, request: Request, **_kwargs: Any) -> Response:
        """Answer with a page of the list."""
        params = request.query_params
        reject_unknown(params, self.params, lists=PARAMS)
        language = requested_language(request)
        chosen = {name: all_values(params, name) for name in PARAMS}
        for name, known in CHOICES.items():
            reject_unknown_names(name, chosen[name], known)
        page = parse_number("page", params.get("page", "1"), 1, LAST_PAGE)
        size = parse_number("page_size", params.get("page_size", str(PAGE_SIZE)), 1, MAX_PAGE_SIZE)
        with override(language or settings.LANGUAGE_CODE):
            entries = select(all_disagreements(), chosen)
            listed_entries = entries[(page - 1) * size : page * size]
            if not listed_entries and page > 1:
                raise NotFound(_("page: page %(page)s does not exist.") % {"page": page})
            context = {"language": language, "origin": request.build_absolute_uri("/").removesuffix("/")}
            rows = [write_detail(one, context) for one in load_details(listed_entries)]
        links = self._neighbours(page, is_last=page * size >= len(entries))
        answer = {"count": len(entries), "next": links["next"], "previous": links["prev"], "results": rows}
        return Response(answer, headers=link_header(**links))

    def _neighbours(self, page: int, *, is_last: bool) -> dict[str, str | None]:
        """Return the addresses of the pages before and after this one."""
        address = self.request.build_absolute_uri()
        return {
            "next": None if is_last else replace_query_param(address, "page", page + 1),
            "prev": replace_query_param(address, "page", page - 1) if page > 1 else None,
        }


class _StatementSerializer(serializers.Serializer[Any]):
    statement = TranslatedField()


class _ExplanationSerializer(serializers.Serializer[Any]):
    text = TranslatedField()


def write_detail(detail: DisagreementDetail, context: Mapping[str, Any]) -> dict[str, Any]:
    """Write a disagreement as the API has it."""
    entry = detail.entry
    explanation = next(iter(detail.explanations), None)
    return {
        "key": entry.key,
        "kind": entry.kind,
        "aspect": entry.aspect,
        "type": entry.type,
        "slug": entry.slug,
        "topics": list(entry.topics),
        "url": f"{context['origin']}{detail.address}",
        "versions": [_write_version(one, context) for one in detail.versions],
        "explanation": _translated(_ExplanationSerializer, explanation, "text", context)
        if explanation
        else None,
    }


def _write_version(version: Version, context: Mapping[str, Any]) -> dict[str, Any]:
    statement = ""
    if version.value is None:
        statement = _translated(_StatementSerializer, version.sources[0], "statement", context)
    sources: Any = version.sources
    return {
        "statement": statement,
        "observation": version.value.slug if version.value is not None else None,
        "sources": SourceSerializer(sources, many=True, context=context).data,
    }


def _translated(serializer: Any, row: Any, field: str, context: Mapping[str, Any]) -> Any:
    """Write a text in the language of the answer, or in all."""
    return serializer(context=context).fields[field].row_reader()(row)

"""Filters and order of the API's lists; what is not known is refused, never ignored."""

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.views import APIView

from editorial.values.query_filters import listed

SHAPE = ("lang", "fields", "expand", "format")
ALWAYS_KNOWN = ("page", "page_size", "cursor", "ordering", *SHAPE)


def refuse_unknown(asked: Iterable[str], known: Iterable[str]) -> None:
    """Raise ValidationError for parameters that nothing reads, each with the nearest known one."""
    known = sorted(known)
    errors = {}
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(known)}."
            errors[name] = [f"Unknown parameter “{name}”. {hint}"]
    if errors:
        raise ValidationError(errors)


@cache
def with_lists(given: type[FilterSet]) -> type[FilterSet]:
    """Derive the filterset whose choices and ties take several values."""
    filters = {name: listed(one) for name, one in given.base_filters.items()}
    changed = {name: one for name, one in filters.items() if one is not given.base_filters[name]}
    return type(given.__name__, (given,), changed)


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]
    """django-filter that refuses unknown parameters as well as impossible values."""

    def get_filterset_class(self, view: APIView, queryset: Any = None) -> Any:
        """Let each choice and tie take several values with commas."""
        given = super().get_filterset_class(view, queryset)
        return with_lists(given) if given else None

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Narrow a list; a detail has no filters."""
        filterset = self.get_filterset_class(view, queryset)
        is_list = getattr(view, "action", "list") == "list"
        names = filterset.base_filters if filterset and is_list else ()
        refuse_unknown(
            request.query_params,
            {*names, *(ALWAYS_KNOWN if is_list else (*SHAPE, *getattr(view, "detail_parameters", ())))},
        )
        if not is_list or not self.is_narrowed(request, filterset):
            return queryset
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found

    def is_narrowed(self, request: Request, filterset: type[FilterSet] | None) -> bool:
        """Whether the request asks by a filter, or the filters add to every list; making them takes its time."""
        if filterset is None:
            return False
        adds = filterset.filter_queryset is not FilterSet.filter_queryset
        return adds or not filterset.base_filters.keys().isdisjoint(request.query_params)


class StrictOrdering(OrderingFilter):
    """Order by the fields that a list names; others are refused."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe by what the list can be ordered."""
        names = [sign + name for name in view.ordering_fields for sign in ("", "-")]
        schema = {"type": "array", "items": {"type": "string", "enum": names}}
        return [{"name": "ordering", "in": "query", "style": "form", "explode": False, "schema": schema}]

    def remove_invalid_fields(
        self, queryset: QuerySet[Any], fields: Iterable[str], view: APIView, request: Request
    ) -> list[str]:
        """Raise ValidationError for a field that the list is not ordered by."""
        fields = list(fields)
        known = [name for name, _label in self.get_valid_fields(queryset, view, {"request": request})]
        for name in fields:
            if name.removeprefix("-") not in known:
                raise ValidationError({"ordering": [f"“{name}” is not one of: {', '.join(known)}."]})
        return fields

"""Filters and order of the API's lists; what is not known is refused, never ignored."""

from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet
from django.forms import Field, ModelChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import BaseCSVFilter, FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.views import APIView

from editorial.values.query import REPEATED, all_values
from editorial.values.suggestions import suggest_name
from editorial.web.api.field_selection import reject_unknown_names
from editorial.web.filters.fields import as_multi_filter

SHAPE = ("lang", "fields", "expand", "format")
ALWAYS_KNOWN = ("page", "page_size", "cursor", "ordering", *SHAPE)
LISTS = ("fields", "expand", "ordering")
MAX_COMPARED = 500  # slugs that an unknown one is compared with


def reject_unknown(params: QueryDict, known: Iterable[str], *, lists: Collection[str] = ()) -> None:
    """Raise ValidationError for parameters that nothing reads, each with the nearest known one, and for empty ones.

    Those of `lists` take several values, with commas or repeated, none of which may be empty; all others take one.
    """
    known = sorted(known)
    errors = {
        name: [
            _("Unknown parameter “%(name)s”. %(hint)s") % {"name": name, "hint": suggest_name(name, known)}
        ]
        for name in params
        if name not in known
    }
    without = _("Parameter “%(name)s” has no value. Set a value or remove the parameter.")
    for name, values in params.lists():
        parts = ",".join(values).split(",") if name in lists else values
        if name not in errors and not all(map(str.strip, parts)):
            errors[name] = [without % {"name": name}]
        elif name not in errors and name not in lists and len(values) > 1:
            errors[name] = [str(REPEATED) % {"name": name}]
    if errors:
        raise ValidationError(errors)


def parameter_errors(filterset: FilterSet) -> dict[str, list[str]]:
    """Say of each parameter what is wrong with its value, and of one that is not known the nearest."""
    problems: dict[str, list[str]] = {}
    for name, errors in filterset.form.errors.as_data().items():
        for error in errors:
            text, value = error.messages[0], str((error.params or {}).get("value", ""))
            if error.code == "invalid_choice" and value:
                near = suggest_name(value, suggest_values(filterset.form.fields[name], value))
                text = _("“%(name)s” is not available here. %(hint)s") % {"name": value, "hint": near}
            problems.setdefault(name, []).append(text)
    return problems


def suggest_values(field: Field, value: str) -> list[str]:
    """Return the values that a field accepts; of rows only those whose slugs begin alike."""
    if isinstance(field, ModelChoiceField):
        name = field.to_field_name or "pk"
        rows: QuerySet[Any] = field.queryset  # type: ignore[assignment]
        similar = rows.filter(**{f"{name}__istartswith": value[:2]})
        return list(similar.order_by(name).values_list(name, flat=True)[:MAX_COMPARED])
    return [str(known) for known, _label in getattr(field, "choices", ()) if known]


@cache
def with_lists(filterset_class: type[FilterSet]) -> type[FilterSet]:
    """Derive the filterset whose choices and ties take several values."""
    filters = {name: as_multi_filter(one) for name, one in filterset_class.base_filters.items()}
    changed = {name: one for name, one in filters.items() if one is not filterset_class.base_filters[name]}
    return type(filterset_class.__name__, (filterset_class,), changed)


@lru_cache(maxsize=256)
def with_filters(filterset_class: type[FilterSet], names: frozenset[str]) -> type[FilterSet]:
    """Derive the filterset of the filters that are used: copying the fields of all takes longer than most answers."""
    derived = type(filterset_class.__name__, (filterset_class,), {})
    derived.base_filters = {  # type: ignore[attr-defined]
        name: one for name, one in filterset_class.base_filters.items() if name in names
    }
    return derived


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]
    """django-filter that refuses unknown parameters as well as impossible values."""

    def get_filterset_class(self, view: APIView, queryset: Any = None) -> Any:
        """Let each choice and tie take several values with commas."""
        filterset_class = super().get_filterset_class(view, queryset)
        return with_lists(filterset_class) if filterset_class else None

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Narrow a list; a detail has no filters."""
        filterset = self.get_filterset_class(view, queryset)
        is_list = getattr(view, "action", "list") == "list"
        base_filters = filterset.base_filters if filterset and is_list else {}
        reject_unknown(
            request.query_params,
            {
                *base_filters,
                *(ALWAYS_KNOWN if is_list else (*SHAPE, *getattr(view, "detail_parameters", ()))),
            },
            lists={*LISTS, *(name for name, one in base_filters.items() if isinstance(one, BaseCSVFilter))},
        )
        used = base_filters.keys() & request.query_params.keys()
        if not used:
            return queryset
        kwargs = self.get_filterset_kwargs(request, queryset, view)
        bound = with_filters(filterset, frozenset(used))(**kwargs)
        if not bound.is_valid():
            raise ValidationError(parameter_errors(bound))
        found: QuerySet[Any] = bound.qs
        return found


class StrictOrdering(OrderingFilter):
    """Order by the fields that a list names; others are refused."""

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: APIView) -> Any:
        """Return the fields to order by, from a parameter that may be repeated."""
        if names := all_values(request.query_params, self.ordering_param):
            return self.remove_invalid_fields(queryset, names, view, request)
        return self.get_default_ordering(view)

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
        reject_unknown_names("ordering", [name.removeprefix("-") for name in fields], known)
        return fields

"""Filters that programs ask by: lists with commas, periods of partial dates, and whether something is known."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters.fields import BaseCSVField, ChoiceField, IsoDateTimeField
from django_filters.widgets import BaseCSVWidget
from drf_spectacular.utils import extend_schema_field

from editorial.values.partial_dates import PartialDate
from editorial.values.query import all_values

MAX_VALUES = 100
MAX_NUMBER = 1e50  # number, as far from nought on either side


class PartialDateText(forms.CharField):
    """A date as it is written in an address: `2022`, `2022-11` or `2022-11-14`."""

    def clean(self, value: Any) -> PartialDate | None:
        """Read the date. Raises ValidationError that names the text."""
        text = super().clean(value)
        return PartialDate.parse(text) if text else None


@extend_schema_field(
    {
        "anyOf": [
            {"type": "string", "pattern": "^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$"},
            {"type": "string", "format": "date"},
        ]
    }
)
class PartialDateFilter(filters.Filter):  # type: ignore[misc]
    """Compare with a partial date: `within` it, from its first day on (`after`), up to its last day (`before`)."""

    field_class = PartialDateText

    def __init__(self, field_name: str, comparison: str, **kwargs: Any) -> None:
        super().__init__(field_name, label=_DATE_LABELS[comparison], **kwargs)
        self.comparison = comparison

    def filter(self, qs: QuerySet[Any], value: PartialDate | None) -> QuerySet[Any]:
        """Keep rows whose date begins within, from or up to the period."""
        if value is None:
            return qs
        bounds = {}
        if self.comparison != "before":
            bounds[f"{self.field_name}__gte"] = value.start
        if self.comparison != "after":
            bounds[f"{self.field_name}__lte"] = value.end
        return qs.filter(**bounds)


_DATE_LABELS = {
    "within": _("Year, month or day of the start."),
    "after": _("On or after this year, month or day."),
    "before": _("On or before this year, month or day."),
}


def date_filters(name: str, field_name: str) -> dict[str, filters.Filter]:
    """Return the filters `name`, `name_after` and `name_before` of a partial date."""
    return {
        name: PartialDateFilter(field_name, "within"),
        f"{name}_after": PartialDateFilter(field_name, "after"),
        f"{name}_before": PartialDateFilter(field_name, "before"),
    }


class TimestampField(IsoDateTimeField):  # type: ignore[misc]
    """A time, in UTC: PostgreSQL knows no offsets beyond sixteen hours."""

    def clean(self, value: Any) -> dt.datetime | None:
        """Read the time. Raises ValidationError for one that no calendar holds."""
        moment: dt.datetime | None = super().clean(value)
        try:
            return moment.astimezone(dt.UTC) if moment else None
        except OverflowError:
            raise ValidationError(_("Enter a valid date/time."), code="invalid") from None


class MomentFilter(filters.IsoDateTimeFilter):  # type: ignore[misc]
    """Compare with a time."""

    field_class = TimestampField


class BooleanParamField(forms.Field):
    """`true` or `false`; whatever else is refused, where Django's own field would take it for neither."""

    def clean(self, value: Any) -> bool | None:
        """Read the word. Raises ValidationError that names it."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        if text not in ("true", "false"):
            raise ValidationError(
                _("Invalid value “%(value)s”: use “true” or “false”."), params={"value": text}, code="invalid"
            )
        return bool(text == "true")


class YesOrNoFilter(filters.BooleanFilter):  # type: ignore[misc]
    """Yes or no."""

    field_class = BooleanParamField


class IsSetFilter(YesOrNoFilter):
    """Presence of a value in this field."""

    def filter(self, qs: QuerySet[Any], value: bool | None) -> QuerySet[Any]:
        """Keep rows with a value, or those without."""
        if value is None:
            return qs
        unknown = Q(**{f"{self.field_name}__isnull": True})
        try:
            field = qs.model._meta.get_field(self.field_name)
        except FieldDoesNotExist:
            field = None
        if isinstance(field, CharField):
            unknown |= Q(**{self.field_name: ""})
        has_none = qs.model._base_manager.filter(unknown).values("pk")
        return qs.exclude(pk__in=has_none) if value else qs.filter(pk__in=has_none)


class ListedWidget(BaseCSVWidget):  # type: ignore[misc]
    """Read every value of a repeated parameter, and of each those between commas."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the values; None where the parameter is not given."""
        if isinstance(data, QueryDict) and name in data:
            data = {name: ",".join(data.getlist(name))}
        return super().value_from_datadict(data, files, name)


class ListedField(BaseCSVField):  # type: ignore[misc]
    """Several values."""

    base_widget_class = ListedWidget


class ListedMixin:
    """Take several values with commas between, and keep the rows that have any of them, each once."""

    field_name: str
    base_field_class: type[forms.Field] = ListedField

    def filter(self, qs: QuerySet[Any], value: Sequence[Any] | None) -> QuerySet[Any]:
        """Keep rows that have one of the values."""
        return with_any(qs, self.field_name, value) if value else qs


def with_any(rows: QuerySet[Any], path: str, values: Sequence[Any]) -> QuerySet[Any]:
    """Return the rows that have one of the values, each once."""
    conditions = {f"{path}__in": values}
    if path in rows.query.annotations:
        return rows.filter(**conditions)
    with_one = rows.model._base_manager.filter(**conditions)
    return rows.filter(pk__in=with_one.values("pk"))


def takes_several(one: filters.Filter) -> bool:
    """Return whether a filter takes several values, rather than refuse a second one."""
    return isinstance(one, ChoicesFilter | filters.BaseCSVFilter)


class ChoicesWidget(forms.Select):
    """A menu, which becomes a list while more than one value is chosen."""

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        """Return the values, from a parameter that may be repeated or have commas."""
        return all_values(data, name) if isinstance(data, QueryDict) else list(filter(None, [data.get(name)]))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Offer the choices, with each chosen one marked."""
        self.allow_multiple_selected = isinstance(value, list) and len(value) > 1
        context = super().get_context(name, value, attrs)
        if self.allow_multiple_selected:
            context["widget"]["attrs"]["multiple"] = True
        return context


class ChoicesField(ChoiceField):  # type: ignore[misc]
    """One or more of the choices."""

    widget = ChoicesWidget
    hidden_widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """Return the values as text."""
        return [str(one) for one in value or ()]

    def validate(self, value: list[str]) -> None:
        """Raise ValidationError that names the first value which is no choice."""
        for one in value:
            super().validate(one)

    def has_changed(self, _initial: Any, data: Any) -> bool:
        """Return whether anything is chosen."""
        return bool(data)


class ChoicesFilter(filters.ChoiceFilter):  # type: ignore[misc]
    """Rows that have one of the values chosen, each row once. A method gets the list of them."""

    field_class = ChoicesField

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        """Keep rows that have one of the values."""
        if len(value or ()) > 1:
            return with_any(qs, self.field_name, value)
        chosen: QuerySet[Any] = super().filter(qs, value[0] if value else "")
        return chosen


class AllChoicesFilter(ChoicesFilter):
    """Rows that have all of the values chosen; its facet narrows by one more value."""


class MultiChoiceFilter(ListedMixin, filters.BaseInFilter, filters.ChoiceFilter):  # type: ignore[misc]
    """One or more of the choices."""


class MultiModelFilter(ListedMixin, filters.BaseInFilter, filters.ModelChoiceFilter):  # type: ignore[misc]
    """Rows tied to one or more others, named by slug or code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        unknown = {"invalid_choice": _("Record “%(value)s” not found.")}
        super().__init__(*args, error_messages=unknown, **kwargs)


class MultiValueFilter(ListedMixin, filters.BaseInFilter, filters.CharFilter):  # type: ignore[misc]
    """One or more of any words."""


def as_multi_filter(one: filters.Filter) -> filters.Filter:
    """Return the filter that takes several values where this one takes one; any other as it is."""
    if one.method is not None or isinstance(one, filters.BaseCSVFilter) or getattr(one, "reads_rows", False):
        return one
    extra = {name: value for name, value in one.extra.items() if name != "distinct"}
    if isinstance(one, filters.ModelChoiceFilter):
        return MultiModelFilter(one.field_name, label=one.label, **extra)
    if isinstance(one, filters.ChoiceFilter):
        return MultiChoiceFilter(one.field_name, label=one.label, **extra)
    return one

"""Filters of the desk's lists that several parts of the record share."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RangeDateFilter

from editorial.values.countries import country_name
from editorial.values.languages import Language

STATE = ("state", ChoicesDropdownFilter)


class CountryFilter(DropdownFilter):  # type: ignore[misc]
    """The countries that the list has. One query."""

    title = _("country")
    parameter_name = "country"

    def lookups(self, _request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """Name the countries in use."""
        codes = (
            model_admin.model._base_manager.exclude(country="").values_list("country", flat=True).distinct()
        )
        return sorted(((code, country_name(code)) for code in codes), key=lambda choice: choice[1])

    def queryset(self, _request: Any, queryset: Any) -> Any:
        """Narrow to the country."""
        return queryset.filter(country=self.value()) if self.value() else queryset


class MissingTranslationFilter(DropdownFilter):  # type: ignore[misc]
    """Rows whose name is not written in a language; `field` is set by `missing_translation`."""

    title = _("no translation into")
    parameter_name = "untranslated"
    field = "title"

    def lookups(self, _request: Any, _model_admin: Any) -> Any:
        """Offer the four languages."""
        return Language.choices

    def queryset(self, _request: Any, queryset: Any) -> Any:
        """Narrow to what lacks a name in the language."""
        if self.value() not in Language.values:
            return queryset
        column = f"{self.field}_{self.value()}"
        return queryset.filter(Q(**{f"{column}__isnull": True}) | Q(**{column: ""}))


def missing_translation(field: str) -> type[MissingTranslationFilter]:
    """Return the filter for the rows whose `field` lacks a language."""
    return type("MissingTranslationFilter", (MissingTranslationFilter,), {"field": field})


class DaysFilter(RangeDateFilter):  # type: ignore[misc]
    """Moments from one day to another, both included, by the desk's clock."""

    def queryset(self, _request: Any, queryset: Any) -> Any:
        """Narrow to the days; whatever is no day is passed over."""
        for end, lookup, after in (("from", "gte", 0), ("to", "lt", 1)):
            value = self.used_parameters.get(f"{self.parameter_name}_{end}", "")
            with suppress(ValidationError, OverflowError):
                # As the reader's language writes days, or as ISO 8601 does.
                day = forms.DateField().clean(value) + dt.timedelta(days=after)
                # A moment, since an index knows those and not the days that they fall on.
                moment = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
                queryset = queryset.filter(**{f"{self.parameter_name}__{lookup}": moment})
        return queryset

"""Facets of a list: its filters, with the number of rows for each value.

A facet counts under all the other filters in use but its own, so that a reader sees what choosing another of its
values would give; one whose values are all required counts under its own too, and adds the value to those chosen. All facets of a list are counted by one query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django_filters import FilterSet

from editorial.i18n.querysets import without_translation_rewrite
from editorial.records.large_counts import exact_if_large
from editorial.values.collation import alphabetical
from editorial.values.number_scale import count_ticks
from editorial.values.query import all_values
from editorial.web.filters.fields import AllChoicesFilter, takes_several

# The name of each filter that is a facet, and the columns that hold its values.
Facets = Mapping[str, tuple[str, ...]]
MAX_YEARS = 120  # bars of a histogram
YEARS_TOGETHER = 10  # in one bar, where they are more
MAX_NAMED = 10  # years that are all named on the axis


@dataclass(frozen=True, slots=True)
class Choice:
    """A value: how many rows it would leave, the query of the address that takes or leaves it, its bar in per cent."""

    value: str
    label: str
    number: int
    is_chosen: bool
    query: str
    height: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, the commonest first; years from the latest."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def by_year(self) -> "Histogram":
        """The values of a facet of years as a histogram."""
        return build_histogram(self.choices)


@dataclass(frozen=True, slots=True)
class YearBar:
    """The rows of a year, or of as many years as a bar stands for; its height in per cent of the axis."""

    label: str
    number: int
    height: int
    query: str  # empty where there is nothing to narrow the list to
    is_chosen: bool
    is_named: bool  # whether the axis says which year it is


@dataclass(frozen=True, slots=True)
class Histogram:
    """Rows by year on true axes: every year from the first to the last, the latest first, and counts from zero."""

    ticks: list[int]
    bars: list[YearBar]


def build_histogram(choices: Sequence[Choice]) -> Histogram:
    """Return years and those between them that have no rows; in tens where they are too many for a page."""
    years = {int(float(choice.value)): choice for choice in choices}
    if not years:
        return Histogram([0], [])
    wide = 1 if max(years) - min(years) < MAX_YEARS else YEARS_TOGETHER
    starts = range(min(years) // wide * wide, max(years) + 1, wide)
    if len(starts) > MAX_YEARS:  # a mistyped year must not make a page of thousands of bars
        starts = range(starts[-1] - wide * (MAX_YEARS - 1), starts[-1] + 1, wide)
    found = [[one for year in range(start, start + wide) if (one := years.get(year))] for start in starts]
    numbers = [sum(choice.number for choice in group) for group in found]
    ticks = count_ticks(max(numbers))
    every = 1 if len(starts) <= MAX_NAMED else 5 * wide
    bars = [
        YearBar(
            label=str(start) if wide == 1 else f"{start}–{start + wide - 1}",
            number=number,
            height=round(100 * number / ticks[-1]),
            query=group[0].query if wide == 1 and group else "",
            is_chosen=any(choice.is_chosen for choice in group),
            is_named=start % every == 0 or any(choice.is_chosen for choice in group),
        )
        for start, group, number in zip(starts, found, numbers, strict=True)
    ]
    return Histogram(ticks, bars[::-1])


def count_facets(filterset: FilterSet, columns: Facets) -> dict[str, Facet]:
    """Count the values of each facet of a valid filterset. One query."""
    selection = sorted((name, str(value)) for name, value in filterset.form.cleaned_data.items() if value)
    numbers = exact_if_large(
        f"facets {type(filterset).__qualname__} {selection} {get_language()}",
        lambda: _numbers(filterset, columns),
        size=lambda found: max(sum(values.values()) for values in found.values()),
    )
    return {name: _facet(filterset, name, found) for name, found in numbers.items()}


def _numbers(filterset: FilterSet, columns: Facets) -> dict[str, dict[str, int]]:
    arms = [
        _counted(_counted_rows(filterset, name), name, path)
        for name, paths in columns.items()
        for path in paths
    ]
    numbers: dict[str, dict[str, int]] = {name: {} for name in columns}
    for name, value, number in arms[0].union(*arms[1:], all=True):
        if value:
            numbers[name][value] = number
    return numbers


def _counted_rows(filterset: FilterSet, name: str) -> "QuerySet[Any]":
    """Return the rows under which a facet counts: one that takes all of its values counts under those chosen."""
    if isinstance(filterset.filters[name], AllChoicesFilter):
        rows: QuerySet[Any] = filterset.filter_queryset(filterset.queryset.all())
        return rows
    return rows_without_filter(filterset, name)


def rows_without_filter(filterset: FilterSet, name: str) -> "QuerySet[Any]":
    """Return what the filters leave when one of them is not used."""
    form = filterset.form
    cleaned = form.cleaned_data
    form.cleaned_data = {**cleaned, name: None}
    try:
        rows: QuerySet[Any] = filterset.filter_queryset(filterset.queryset.all())
    finally:
        form.cleaned_data = cleaned
    return rows


def _counted(rows: "QuerySet[Any]", name: str, path: str) -> "QuerySet[Any, tuple[str, str | None, int]]":
    counted: QuerySet[Any, tuple[str, str | None, int]] = (
        without_translation_rewrite(rows)
        .order_by()
        .prefetch_related(None)
        .annotate(facet=Value(name, output_field=TextField()), facet_value=Cast(F(path), TextField()))
        .values_list("facet", "facet_value")
        .annotate(facet_number=Count("pk", distinct=True))
    )
    return counted


def _facet(filterset: FilterSet, name: str, numbers: dict[str, int]) -> Facet:
    field = filterset.form.fields[name]
    labels = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    chosen = chosen_values(filterset, name)
    found = {**dict.fromkeys(chosen, 0), **numbers}
    highest = max(found.values(), default=0) or 1
    conjunct = chosen if isinstance(filterset.filters[name], AllChoicesFilter) else []
    choices = [
        Choice(
            value=value,
            label=labels.get(value, value),
            number=number,
            is_chosen=value in chosen,
            query=_query(
                filterset,
                name,
                [one for one in chosen if one != value] if value in chosen else [*conjunct, value],
            ),
            height=round(100 * number / highest),
        )
        for value, number in found.items()
    ]
    if labels:
        choices.sort(key=lambda choice: (-choice.number, alphabetical(choice.label)))
    else:
        choices.sort(key=lambda choice: choice.value, reverse=True)
    return Facet(name, str(field.label), choices)


def chosen_values(filterset: FilterSet, name: str) -> list[str]:
    """Return the values chosen of a facet."""
    if takes_several(filterset.filters[name]):
        return all_values(filterset.data, name)
    return [value for value in filterset.data.getlist(name) if value]


def _query(filterset: FilterSet, name: str, values: list[str]) -> str:
    data = filterset.data.copy()
    for left_out in (name, "page"):
        data.pop(left_out, None)
    if values:
        data.setlist(name, values)
    encoded: str = data.urlencode()
    return encoded

"""How many rows a list has of each kind and year, counted by one query."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django_filters import FilterSet

from editorial.values.links import unrewritten


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, its number of rows, and the height of its bar in per cent of the highest."""

    year: int
    number: int
    height: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What the filters leave, by year and by kind: the kinds as (value, number), the commonest first."""

    years: list[Bar]
    kinds: list[tuple[str, int]]


def tally(filterset: FilterSet, *, year: str, kind: str = "kind") -> Tally:
    """Count what the filters leave. One query."""
    rows = (
        unrewritten(filterset.qs)
        .order_by()
        .values_list(kind, f"{year}__year")
        .annotate(number=Count("pk", distinct=True))
    )
    by_year: Counter[int] = Counter()
    by_kind: Counter[str] = Counter()
    for one_kind, one_year, number in rows:
        by_kind[one_kind] += number
        if one_year:
            by_year[one_year] += number
    highest = max(by_year.values(), default=1)
    years = [Bar(one, number, round(100 * number / highest)) for one, number in sorted(by_year.items())]
    return Tally(years, by_kind.most_common())

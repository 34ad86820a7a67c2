"""Counts of the published records."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

from editorial.i18n.querysets import without_translation_rewrite
from editorial.records import registry
from editorial.records.large_counts import exact_if_large
from editorial.records.surfaces import Label
from editorial.web.prepared import prepared


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of published records of a type, and the name of their list."""

    label: Label
    list_name: str
    count: int


def tallies() -> list[Tally]:
    """Return the counts that the home page shows. One query, cached where they are many."""
    counts = exact_if_large("published records", _counts, size=lambda found: sum(found.values()))
    found = [(one.tally, one.lists[0], counts[one.name]) for one in registry.all() if one.tally is not None]
    return [
        Tally(entry.label, name, count) for entry, name, count in sorted(found, key=lambda row: row[0].order)
    ]


def _counts() -> dict[str, int]:
    found = dict(_published_by_type())
    return {name: found.get(name, 0) for name in _counted()}


def _counted() -> dict[str, Any]:
    return {one.name: one.model for one in registry.all() if one.tally is not None}


@prepared
def _published_by_type() -> "QuerySet[Any, tuple[str, int]]":
    parts = [
        without_translation_rewrite(model.objects.counted())
        .order_by()
        .annotate(counted=Value(name, output_field=CharField()))
        .values("counted")
        .annotate(number=Count("pk"))
        .values_list("counted", "number")
        for name, model in _counted().items()
    ]
    found: QuerySet[Any, tuple[str, int]] = parts[0].union(*parts[1:])
    return found

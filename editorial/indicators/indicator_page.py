"""What the page of an indicator brings together."""

from collections.abc import Iterable
from dataclasses import dataclass

from editorial.indicators.models import Indicator, Observation


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values for one area, unit and period that sources state differently, in the order of their keys."""

    first: Observation
    values: list[Observation]


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one area in one unit: what can be read as one line."""

    first: Observation
    values: list[Observation]


def indicator_page(indicator: Indicator) -> dict[str, object]:
    """Return what the template of an indicator shows; no query beyond those of `for_page`."""
    observations = list(indicator.observations.all())
    return {
        "indicator": indicator,
        "series": series_of(observations),
        "contradictions": contradictions_of(observations),
        "has_plans": any(row.nature != Observation.Nature.MEASURED for row in observations),
    }


def series_of(observations: Iterable[Observation]) -> list[Series]:
    """Return the values by area and unit."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for row in observations:
        groups.setdefault((row.area_id, row.unit_id), []).append(row)
    return [Series(rows[0], rows) for rows in groups.values()]


def contradictions_of(observations: Iterable[Observation]) -> list[Contradiction]:
    """Return the values that cannot all be true: same area, unit, period and nature, different value."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for row in observations:
        key = (row.area_id, row.unit_id, row.nature, row.started, row.ended)
        groups.setdefault(key, []).append(row)
    return [
        Contradiction(rows[0], rows)
        for rows in groups.values()
        if len({(row.value, row.value_min, row.value_max) for row in rows}) > 1
    ]

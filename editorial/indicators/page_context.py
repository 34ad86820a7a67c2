"""Context of an indicator's page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from editorial.indicators.chart import chart
from editorial.indicators.models import Indicator, Observation
from editorial.press.formats.table import Column, Table, titles
from editorial.provenance.disagreements import disagreeing_with, find_contradictions

COLUMNS = (
    Column("key", "Key of the value"),
    Column("value", "Value; empty for a range"),
    Column("value_min", "Lower end of a range"),
    Column("value_max", "Upper end of a range"),
    Column("unit", "Unit"),
    Column("qualifier", "approx, more_than, less_than, at_least, up_to; empty for an exact value"),
    Column("nature", "measured, target or forecast"),
    Column("start", "Start of the period: a year, a month or a day"),
    Column("end", "End of the period"),
    Column("area", "Country, pair of countries or route"),
    Column("stated_by", "Body whose figure it is"),
    Column("disagrees_with", "Keys of the values that cannot hold together with it, separated by semicolons"),
    Column("source", "Text that states it"),
    Column("passage", "Passage of the text"),
    Column("edition", "Edition of the text that has the passage"),
    Column("note", "Note"),
)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one area in one unit: what can be read as one line, and its picture."""

    first: Observation
    values: list[Observation]
    chart: SafeString


def indicator_page(indicator: Indicator) -> dict[str, object]:
    """Return what the template of an indicator shows; no query beyond those of `for_page`."""
    observations = list(indicator.observations.all())
    contradictions = find_contradictions(observations)
    disputed = frozenset(row.pk for contradiction in contradictions for row in contradiction.values)
    return {
        "indicator": indicator,
        "series": build_series(indicator, observations, disputed),
        "contradictions": contradictions,
        "has_plans": any(row.nature != Observation.Nature.MEASURED for row in observations),
    }


def build_series(indicator: Indicator, rows: Iterable[Observation], disputed: frozenset[int]) -> list[Series]:
    """Return the values by area and unit, each with its chart."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for row in rows:
        groups.setdefault((row.area_id, row.unit_id), []).append(row)
    return [
        Series(values[0], values, chart(values, title=_title(indicator, values[0]), disputed=disputed))
        for values in groups.values()
    ]


def _title(indicator: Indicator, first: Observation) -> str:
    return ", ".join(filter(None, (str(indicator), str(first.area or ""), str(first.unit))))


def indicator_table(indicator: Indicator, *, address: str) -> Table:
    """Return the values as a table, one line for each source of each value."""
    rows, editions = [], []
    observations = list(indicator.observations.all())
    for value in observations:
        against = "; ".join(other.slug for other in disagreeing_with(value, observations))
        for source in list(value.sources.all()) or [None]:
            editions.append(source.edition if source else None)
            rows.append(_line(value, source, against))
    return Table(f"indicator-{indicator.slug}", str(indicator), address, COLUMNS, rows, titles(editions))


def _line(value: Observation, source: object, against: str) -> list[object]:
    edition = getattr(source, "edition", None)
    return [
        value.slug, value.value, value.value_min, value.value_max, str(value.unit), value.qualifier, value.nature,
        str(value.started or ""), str(value.ended or ""), str(value.area or ""), str(value.stated_by or ""), against,
        edition.title if edition else getattr(source, "document_title", ""), getattr(source, "anchor", ""),
        edition.number if edition else "", value.note,
    ]  # fmt: skip

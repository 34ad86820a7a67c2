"""Values that contradict each other, as the list of all disagreements has them."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from editorial.indicators.models import Observation
from editorial.provenance.disagreements import find_contradictions, value_key
from editorial.records.surfaces import ContradictingRows

COUNT_UNIT = "count"


def find_contradicting_rows(indicators: Collection[int] | None = None) -> list[ContradictingRows]:
    """Return the published values that cannot all hold, by what they are of, of some indicators or of all. One query."""
    rows = Observation.objects.published().by_period()
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
    same = Observation.objects.filter(
        indicator=OuterRef("indicator"), unit=OuterRef("unit"), nature=OuterRef("nature"),
    ).filter(Q(started_on=OuterRef("started_on")) | Q(started_on__isnull=True))  # fmt: skip
    rows = rows.filter(Exists(same.exclude(pk=OuterRef("pk")))).select_related("indicator", "unit")
    return [
        ContradictingRows(
            record=one.first.indicator_id,
            slug=one.first.indicator.slug,
            facts=tuple(row.pk for row in one.values),
            day=one.first.started_on,
            versions=len({value_key(row) for row in one.values}),
            is_count=one.first.unit.code == COUNT_UNIT,
        )
        for one in find_contradictions(rows)
    ]

"""Context of an indicator's page."""

from collections.abc import Collection, Iterable

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from editorial.indicators.charts.chart import Chart, build_charts
from editorial.indicators.charts.picture import Caption
from editorial.indicators.models import Area, Indicator, Observation, ObservationExplanation
from editorial.press.formats.table import Column, Table, titles
from editorial.provenance.disagreements import disagreeing_with, find_contradictions
from editorial.provenance.models import Aspect
from editorial.web.site_names import site_name
from editorial.web.templatetags.record import shown

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


def indicator_page(indicator: Indicator, *, areas: Collection[str] = ()) -> dict[str, object]:
    """Return what the template of an indicator shows; no query beyond those of `for_page`.

    `areas` are the codes of the areas to compare; all without any. Raises BadRequest for one without values.
    """
    observations = list(indicator.observations.all())
    contradictions = find_contradictions(observations)
    disputed = frozenset(row.pk for contradiction in contradictions for row in contradiction.values)
    found = areas_of(observations)
    if unknown := sorted(set(areas) - {area.code for area in found}):
        known = ", ".join(area.code for area in found)
        reason = _("Invalid value for %(name)s: “%(asked)s”. Available: %(known)s.")
        raise BadRequest(reason % {"name": "area", "asked": ", ".join(unknown), "known": known})
    return {
        "indicator": indicator,
        "charts": build_charts(observations, disputed=disputed, areas=areas),
        "areas": found,
        "chosen_areas": list(areas),
        "contradictions": contradictions,
        "explanations": read_explanations(disputed),
        "has_plans": any(row.nature != Observation.Nature.MEASURED for row in observations),
    }


def read_explanations(values: Collection[int]) -> dict[int, list[ObservationExplanation]]:
    """Return the editors' explanations of values that others contradict. One query if there are any."""
    found: dict[int, list[ObservationExplanation]] = {}
    rows = (
        ObservationExplanation.objects.filter(observation__in=values, aspect=Aspect.VALUE) if values else ()
    )
    for row in rows:
        found.setdefault(row.observation_id, []).append(row)
    return found


def areas_of(rows: Iterable[Observation]) -> list[Area]:
    """Return the areas of the values, each once."""
    return list({row.area.pk: row.area for row in rows if row.area}.values())


def chart_caption(indicator: Indicator, chart: Chart, *, address: str) -> Caption:
    """Return what stands around a chart that is a file of its own."""
    title = str(shown(indicator, "name"))
    counted = str(shown(indicator, "description"))
    areas = ", ".join(str(shown(area, "name")) for area in areas_of(chart.rows))
    return Caption(
        title=title,
        counted=" · ".join(filter(None, (counted, areas, chart.unit))),
        notes=tuple(filter(None, (_note(_("Note: %(note)s"), str(shown(indicator, "note"))),))),
        site=site_name(),
        address=address,
    )


def _note(pattern: str, note: str) -> str:
    return pattern % {"note": note} if note else ""


def indicator_table(indicator: Indicator, *, address: str, areas: Collection[str] = ()) -> Table:
    """Return the values as a table, one line for each source of each value; only of the chosen areas, if any."""
    rows, editions = [], []
    observations = list(indicator.observations.all())
    for value in observations:
        if areas and (value.area is None or value.area.code not in areas):
            continue
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

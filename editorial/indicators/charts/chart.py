"""The charts of an indicator: one for each unit, over time or as bars, with all that is said around them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.indicators.charts.bars import draw_bars, height_of_bars
from editorial.indicators.charts.glyphs import STYLE, colour_class, draw_sample
from editorial.indicators.charts.marks import Kind, Mark, Series, build_marks, build_series
from editorial.indicators.charts.time_chart import HEIGHT, draw_time_chart
from editorial.indicators.charts.words import kinds_of, left_out_line, source_line
from editorial.indicators.models import Area, Observation
from editorial.web.templatetags.record import page_locale, shown

PHONE = 330.0  # the narrowest width of a chart in a page, in pixels
MAX_SERIES = 8  # areas shown until a reader chooses others


@dataclass(frozen=True, slots=True)
class Chart:
    """The values of an indicator in one unit."""

    unit: str
    rows: list[Observation]
    areas: list[Area]
    hidden_areas: int
    marks: list[Mark] = field(default_factory=list)
    left_out: list[Observation] = field(default_factory=list)
    is_over_time: bool = False

    @property
    def is_drawn(self) -> bool:
        """Return whether at least two values can be compared."""
        return len(self.marks) > 1

    @property
    def height(self) -> int:
        """The height of the picture in pixels."""
        return HEIGHT if self.is_over_time else height_of_bars(self.marks)

    def inside(self, room: float = PHONE) -> SafeString:
        """Return the marks and axes for a picture at least `room` pixels wide."""
        draw = draw_time_chart if self.is_over_time else draw_bars
        return draw(self.marks, unit=self.unit, locale=page_locale(), room=room)

    def picture(self, title: str) -> SafeString:
        """Return the picture for a page, as wide as there is room."""
        return format_html(
            '<svg class="chart" xmlns="http://www.w3.org/2000/svg" width="100%" height="{}" role="img" aria-label="{}">'
            "{}</svg>",
            self.height, title, self.inside(),
        )  # fmt: skip

    @property
    def series(self) -> list[Series]:
        """The series of the legend; none where there is only one, or where each bar has its name."""
        found = list({mark.series.number: mark.series for mark in self.marks}.values())
        return found if self.is_over_time and len(found) > 1 else []

    @property
    def kinds(self) -> list[tuple[Kind, SafeString]]:
        """The kinds of marks of the legend, each with a sample; what a bar says itself is left out."""
        kinds = kinds_of(self.marks)
        if not self.is_over_time:
            kinds = [kind for kind in kinds if kind in {Kind.ABOVE, Kind.BELOW, Kind.APPROXIMATE}]
        return [(kind, draw_sample(kind)) for kind in kinds]

    @property
    def source_line(self) -> str:
        """Return who reports the values, and the texts that state them."""
        return source_line(self.rows)

    @property
    def left_out_line(self) -> str:
        """The values that the chart cannot show."""
        return left_out_line(self.left_out) if self.is_drawn else ""


def build_charts(
    rows: Sequence[Observation], *, disputed: frozenset[int], areas: Collection[str] = ()
) -> list[Chart]:
    """Return the values by unit, each with its chart; only those of the chosen areas where any are chosen."""
    by_unit: dict[int, list[Observation]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, []).append(row)
    charts = (_build(found, disputed, areas) for found in by_unit.values())
    return [chart for chart in charts if chart.rows]


def _build(rows: list[Observation], disputed: frozenset[int], chosen: Collection[str]) -> Chart:
    unit = rows[0].unit
    unit_name = (
        "" if unit.is_bare_in(page_locale().language) else str(shown(unit, "symbol") or shown(unit, "name"))
    )
    all_areas = list({row.area.pk: row.area for row in rows if row.area}.values())
    if chosen:
        rows = [row for row in rows if row.area and row.area.code in chosen]
        hidden: set[int] = set()
    else:
        hidden = {area.pk for area in all_areas[MAX_SERIES:]}
    drawn = [row for row in rows if row.area_id not in hidden]
    dated = [row for row in drawn if row.started or row.ended]
    is_over_time = len({(row.started, row.ended or row.started) for row in dated}) > 1
    placed = dated if is_over_time else drawn
    marks = build_marks(build_series(placed), disputed) if len(placed) > 1 else []
    left_out = [row for row in drawn if row not in placed] if is_over_time else []
    return Chart(unit_name, rows, all_areas, len(hidden), marks, left_out, is_over_time)


def chart_subjects(charts: Sequence[Chart]) -> str:
    """Return the areas and units of charts in words: «Казахстан, Азербайджан, млн т»."""
    areas = dict.fromkeys(str(shown(area, "name")) for chart in charts for area in chart.areas)
    units = dict.fromkeys(chart.unit for chart in charts if chart.unit)
    return ", ".join([*areas, *units])


def chart_style() -> SafeString:
    """Return the styles of charts, for the head of a page that has some."""
    return format_html("<style>{}</style>", SafeString(STYLE))


def swatch(series: Series) -> SafeString:
    """Return the colour of a series for the legend."""
    return format_html('<rect class="{}" x="-7" y="-7" width="14" height="14"/>', colour_class(series.number))

"""The marks of a chart as SVG around their own zero, and the styles of all charts.

Every kind has a form of its own, so that no colour has to be told from another.
"""

from collections.abc import Collection

from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.indicators.charts.marks import Kind, Mark

PALETTE = ("#0a5566", "#a3461b", "#5b4a9e", "#3f6b16", "#9d174d", "#6a4f12")
STYLE = (
    ".t{font-family:'Relations Sans','Segoe UI',Arial,sans-serif;font-size:14px;fill:var(--ink,#1a1d1f)}"
    ".t--quiet{fill:var(--ink-faint,#62686b)}.t--bold{font-weight:600}"
    ".t--halo{paint-order:stroke;stroke:var(--paper,#fbfaf6);stroke-width:4px;stroke-linejoin:round}"
    ".axis{stroke:var(--hairline,#d8d4c9)}.axis--zero{stroke:var(--ink-faint,#62686b)}"
    + "".join(
        f".s{number}{{fill:var(--chart-{number},{colour});stroke:var(--chart-{number},{colour})}}"
        for number, colour in enumerate(PALETTE)
    )
    + ".m{stroke-width:2}.m--hollow{fill:var(--paper,#fbfaf6)}.m--about{fill-opacity:0.35}.m--dashed{stroke-dasharray:3 2}"
    ".m--line{fill:none;stroke-width:2}.m--thin{stroke-width:1.5}"
    ".m--ring{fill:none;stroke:var(--warn,#8a3324);stroke-width:1.5;stroke-dasharray:2 2}"
)
ARROW_UP, ARROW_DOWN = "M0 -4V-15M-4 -11L0 -16L4 -11", "M0 4V15M-4 11L0 16L4 11"


def colour_class(number: int) -> str:
    """Return the class of the colour of a series."""
    return f"s{number % len(PALETTE)}"


def draw_mark(mark: Mark) -> SafeString:
    """Return the mark of a value, whose own zero is the value; a range is drawn by the chart itself."""
    return _draw(mark.kinds, colour_class(mark.series.number))


def draw_sample(kind: Kind) -> SafeString:
    """Return a mark of this kind for the legend, in no colour of a series: of a full year where only a limit is told."""
    kinds = [kind] if kind in SPANS else [kind, Kind.YEAR]
    if kind is Kind.RANGE:
        return SafeString('<path class="m m--line s0" d="M-5 -8H5M0 -8V8M-5 8H5"/>')
    if kind in {Kind.PART, Kind.SEVERAL}:
        bracket = SafeString('<path class="m m--line m--thin s0" d="M-10 -4V4M-10 0H10M10 -4V4"/>')
        return format_html("{}{}", bracket, _draw(kinds, "s0"))
    shift = {Kind.ABOVE: 7, Kind.BELOW: -7}.get(kind, 0)
    return format_html('<g transform="translate(0 {})">{}</g>', shift, _draw(kinds, "s0"))


SPANS = {Kind.YEAR, Kind.PART, Kind.SEVERAL, Kind.DAY, Kind.OPEN, Kind.UNDATED}


def _draw(kinds: Collection[Kind], colour: str) -> SafeString:
    ring = SafeString('<circle class="m--ring" r="10"/>') if Kind.DISPUTED in kinds else SafeString("")
    arrow = ARROW_UP if Kind.ABOVE in kinds else ARROW_DOWN if Kind.BELOW in kinds else ""
    pointer = format_html('<path class="m m--line {}" d="{}"/>', colour, arrow) if arrow else SafeString("")
    return format_html("{}{}{}", ring, pointer, _body(kinds, colour, is_limit=bool(arrow)))


def _body(kinds: Collection[Kind], colour: str, *, is_limit: bool) -> SafeString:
    about = "m--about" if Kind.APPROXIMATE in kinds else ""
    if Kind.TARGET in kinds:
        return format_html('<path class="m {} m--hollow" d="M0 -6L6 0L0 6L-6 0Z"/>', colour)
    if Kind.FORECAST in kinds:
        return format_html(
            '<rect class="m {} m--hollow m--dashed" x="-5" y="-5" width="10" height="10"/>', colour
        )
    if is_limit:
        return format_html('<path class="m m--line {}" d="M-8 0H8"/>', colour)
    if Kind.RANGE in kinds:
        return SafeString("")
    if Kind.OPEN in kinds:
        return format_html('<path class="m {} {}" d="M5 -5V5L-4 0Z"/>', colour, about)
    fill = about or ("" if {Kind.YEAR, Kind.DAY} & set(kinds) else "m--hollow")
    return format_html('<circle class="m {} {}" r="{}"/>', colour, fill, 3 if Kind.DAY in kinds else 5)

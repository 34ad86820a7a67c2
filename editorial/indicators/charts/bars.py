"""Values of one period beside each other as SVG: a bar from zero for each, its words above it.

Widths are percentages, so that the letters keep their size on a phone.
"""

from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from editorial.indicators.charts.glyphs import colour_class
from editorial.indicators.charts.marks import Kind, Mark
from editorial.indicators.charts.words import describe_mark, describe_period
from editorial.indicators.display import value_of
from editorial.values.number_scale import ValueScale

ROW = 46  # height of a bar with its words
BAR = 16
AXIS = 30
WIDEST = 70.0  # per cent; the rest is for the number behind the longest bar
LETTER = 6.6


def height_of_bars(marks: Sequence[Mark]) -> int:
    """Return the height of the picture in pixels."""
    return ROW * len(marks) + AXIS + 4


def draw_bars(marks: Sequence[Mark], *, unit: str, locale: Locale, room: float) -> SafeString:
    """Return the marks as bars, as the inside of a picture of `height_of_bars` pixels."""
    scale = ValueScale.of([end for mark in marks for end in mark.ends], number=4)
    base = ROW * len(marks) + 4
    numbers = [f"{format_decimal(tick, format='#,##0.######', locale=locale)}" for tick in scale.ticks]
    axis = format_html_join(
        "",
        '<line class="axis {}" x1="{}%" x2="{}%" y1="0" y2="{}"/>'
        '<text class="t t--quiet" x="{}%" y="{}" text-anchor="{}">{}</text>',
        (
            (
                "axis--zero" if tick == 0 else "", _x(scale, tick), _x(scale, tick), base,
                _x(scale, tick), base + 18, "start" if turn == 0 else "middle",
                f"{text} {unit}" if turn == len(numbers) - 1 else text,
            )
            for turn, (tick, text) in enumerate(zip(scale.ticks, numbers, strict=True))
        ),
    )  # fmt: skip
    rows = format_html_join("", "{}", ((_row(mark, turn, scale, room),) for turn, mark in enumerate(marks)))
    return format_html("{}{}", axis, rows)


def _x(scale: ValueScale, value: Decimal) -> float:
    return round(WIDEST * scale.share(value), 2)


def _row(mark: Mark, turn: int, scale: ValueScale, room: float) -> SafeString:
    low, high = mark.ends
    start, end = (low, high) if mark.bound is Kind.RANGE else (min(low, Decimal(0)), max(high, Decimal(0)))
    left, right, top = _x(scale, start), _x(scale, end), ROW * turn
    words = [
        describe_period(mark.row),
        *(kind.label for kind in (mark.nature, Kind.DISPUTED if mark.is_disputed else None) if kind),
        mark.series.name,
    ]
    title = Truncator(" · ".join(words)).chars(round(room / LETTER))
    style = colour_class(mark.series.number)
    if mark.nature or mark.bound is Kind.BELOW:
        style += " m m--hollow m--dashed"
    elif mark.bound is Kind.APPROXIMATE:
        style += " m m--about"
    return format_html(
        '<g><title>{}</title><text class="t t--quiet t--halo" x="0" y="{}">{}</text>'
        '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>{}'
        '<text class="t t--bold t--halo" x="{}%" dx="{}" y="{}">{}</text></g>',
        describe_mark(mark), top + 15, title,
        style, left, top + 22, round(max(right - left, 0.4), 2), BAR, _pointer(mark, right, top),
        right, 26 if mark.bound in {Kind.ABOVE, Kind.BELOW} else 8, top + 22 + BAR - 3, value_of(mark.row),
    )  # fmt: skip


def _pointer(mark: Mark, right: float, top: int) -> SafeString:
    """Return the arrow of a value of which only a limit is known: outwards where the actual value is greater."""
    outline = {Kind.ABOVE: "M2 0H18M13 -4L18 0L13 4", Kind.BELOW: "M18 0H4M9 -4L4 0L9 4"}
    if mark.bound not in outline:
        return SafeString("")
    return format_html(
        '<svg x="{}%" y="{}" overflow="visible"><path class="m m--line {}" d="{}"/></svg>',
        right, top + 22 + BAR / 2, colour_class(mark.series.number), outline[mark.bound],
    )  # fmt: skip

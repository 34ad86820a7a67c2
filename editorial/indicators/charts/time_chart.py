"""Values over time as SVG: a true axis of time, numbers from zero, marks by what they are.

Places from left to right are percentages, so that letters keep their size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from editorial.indicators.charts.glyphs import colour_class, draw_mark
from editorial.indicators.charts.labels import Label, place_labels
from editorial.indicators.charts.marks import Kind, Mark, find_joins
from editorial.indicators.charts.time_scale import LETTER, TimeScale
from editorial.indicators.charts.words import describe_mark
from editorial.values.number_scale import ValueScale

HEIGHT = 340
TOP, BOTTOM = 34, 30  # room for the unit and for the years
RIGHT = 96.0  # per cent


@dataclass(frozen=True, slots=True)
class Frame:
    """Scales of time and numbers in the picture; `room` is the narrowest width at which it is shown, in pixels."""

    time: TimeScale
    values: ValueScale
    left: float
    room: float

    def x(self, share: float) -> float:
        """Return the per cent of the width at a share of the time."""
        return round(self.left + (RIGHT - self.left) * share, 2)

    def y(self, value: Decimal) -> float:
        """Return the pixel of a value."""
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - self.values.share(value)), 1)

    def x_of(self, mark: Mark) -> tuple[float, float, float]:
        """Return start, middle and end of the period of a mark; an open one is marked at its end."""
        if mark.start is None or mark.end is None:
            return 0, 0, 0
        start, end = self.time.share(mark.start), self.time.share_after(mark.end)
        return self.x(start), self.x((start + end) / 2), self.x(end)


def draw_time_chart(marks: Sequence[Mark], *, unit: str, locale: Locale, room: float) -> SafeString:
    """Return the marks, all of which have a time, as the inside of a picture of HEIGHT pixels."""
    starts = [mark.start for mark in marks if mark.start]
    ends = [mark.end for mark in marks if mark.end]
    values = ValueScale.of([end for mark in marks for end in mark.ends])
    numbers = [format_decimal(tick, format="#,##0.######", locale=locale) for tick in values.ticks]
    left = min((max(map(len, numbers)) * LETTER + 12) / room * 100, 30)
    frame = Frame(TimeScale.of(starts, ends), values, round(left, 2), room)
    return format_html(
        "{}{}{}{}{}",
        _numbers(frame, numbers, unit),
        _years(frame, locale),
        format_html_join("", "{}", ((_join(frame, one, other),) for one, other in find_joins(marks))),
        format_html_join("", "{}", ((_mark(frame, mark),) for mark in marks)),
        _labels(place_labels(marks, frame_points(frame, marks), room=room, bottom=HEIGHT - BOTTOM)),
    )


def frame_points(frame: Frame, marks: Sequence[Mark]) -> list[tuple[float, float]]:
    """Return the middle of each mark in pixels of the narrowest width."""
    return [(frame.x_of(mark)[1] * frame.room / 100, frame.y(mark.ends[1])) for mark in marks]


def _numbers(frame: Frame, numbers: Sequence[str], unit: str) -> SafeString:
    lines = format_html_join(
        "",
        '<line class="axis {}" x1="{}%" x2="100%" y1="{}" y2="{}"/>'
        '<text class="t t--quiet" x="{}%" dx="-8" y="{}" text-anchor="end">{}</text>',
        (
            ("axis--zero" if tick == 0 else "", frame.left, frame.y(tick), frame.y(tick), frame.left, frame.y(tick) + 5, text)
            for tick, text in zip(frame.values.ticks, numbers, strict=True)
        ),
    )  # fmt: skip
    return format_html('<text class="t t--quiet" x="0" y="14">{}</text>{}', unit, lines)


def _years(frame: Frame, locale: Locale) -> SafeString:
    width = frame.room * (RIGHT - frame.left) / 100
    base = HEIGHT - BOTTOM
    return format_html_join(
        "",
        '<line class="axis" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        '<text class="t t--quiet" x="{}%" y="{}" text-anchor="middle">{}</text>',
        (
            (frame.x(tick.share), frame.x(tick.share), TOP, base + 6, frame.x(tick.label_share), HEIGHT - 8, tick.label)
            for tick in frame.time.ticks(width, locale)
        ),
    )  # fmt: skip


def _join(frame: Frame, one: Mark, other: Mark) -> SafeString:
    return format_html(
        '<line class="m m--line {}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>',
        colour_class(one.series.number),
        frame.x_of(one)[1],
        frame.x_of(other)[1],
        frame.y(one.ends[0]),
        frame.y(other.ends[0]),
    )


def _mark(frame: Frame, mark: Mark) -> SafeString:
    start, middle, end = frame.x_of(mark)
    low, high = (frame.y(value) for value in mark.ends)
    colour = colour_class(mark.series.number)
    bracket = SafeString("")
    if mark.span in {Kind.PART, Kind.SEVERAL}:
        bracket = format_html(
            '<line class="m m--line m--thin {0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>'
            '<line class="m m--line m--thin {0}" x1="{1}%" x2="{1}%" y1="{4}" y2="{5}"/>'
            '<line class="m m--line m--thin {0}" x1="{2}%" x2="{2}%" y1="{4}" y2="{5}"/>',
            colour, start, end, high, high - 4, high + 4,
        )  # fmt: skip
    spread = SafeString("")
    if mark.bound is Kind.RANGE:
        spread = format_html(
            '<svg x="{}%" overflow="visible"><path class="m m--line {}" d="M-5 {}H5M0 {}V{}M-5 {}H5"/></svg>',
            middle, colour, high, high, low, low,
        )  # fmt: skip
    return format_html(
        '<g><title>{}</title>{}{}<svg x="{}%" y="{}" overflow="visible">{}</svg></g>',
        describe_mark(mark), bracket, spread, middle, high, draw_mark(mark),
    )  # fmt: skip


def _labels(labels: Sequence[Label]) -> SafeString:
    return format_html_join(
        "",
        '<text class="t t--bold t--halo" x="{}%" y="{}" text-anchor="{}">{}</text>',
        ((label.x, label.y, label.anchor, label.text) for label in labels),
    )

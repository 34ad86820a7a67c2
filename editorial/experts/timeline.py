"""The positions and works of a person over time: rows of a table, each with a picture on one axis of years."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from editorial.experts.models import Expert
from editorial.values.partial_dates import PartialDate

WIDTH, HEIGHT = 600, 16
MAX_LABELS = 6
POINT = 4.0  # the least width of what is drawn


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is drawn. `is_open`: its end is not known. `is_point`: a day, month or year at which something was so."""

    start: dt.date
    end: dt.date
    is_open: bool = False
    is_point: bool = False


@dataclass(slots=True)
class TimelineRow:
    """A position, a seat, or the works of one kind. `row`: what its name is written from, None for works."""

    label: str | Promise
    row: Any = None
    spans: list[Span] = field(default_factory=list)
    drawing: SafeString | str = ""

    @property
    def count(self) -> int:
        """The number of works."""
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows that have any date, and their axis."""

    rows: list[TimelineRow]
    axis: SafeString


def build_timeline(
    expert: Expert, works: Sequence[tuple[str | Promise, Iterable[PartialDate | None]]], *, today: dt.date
) -> Timeline | None:
    """Return the timeline of a person whose positions and seats are read; None where nothing has a date. No query.

    `works` are dates by what was done on them.
    """
    rows = [
        TimelineRow(_("Position"), one, _term(one, today, one.attested)) for one in expert.affiliations.all()
    ]
    rows += [
        TimelineRow(_("Expert Council"), one, _term(one, today, None))
        for one in expert.council_memberships.all()
    ]
    for label, dates in works:
        spans = [Span(date.start, date.end, is_point=True) for date in dates if date is not None]
        rows.append(TimelineRow(label, None, spans))
    rows = [row for row in rows if row.spans]
    if not rows:
        return None
    first = min(span.start.year for row in rows for span in row.spans)
    last = max(span.end.year for row in rows for span in row.spans)
    axis = _Axis(dt.date(first, 1, 1), dt.date(last + 1, 1, 1))
    for row in rows:
        row.drawing = axis.draw(row.spans)
    return Timeline(rows, axis.draw_years())


def _term(term: Any, today: dt.date, attested: PartialDate | None) -> list[Span]:
    """Return when a position or seat was held, or the date for which a source mentions it."""
    started, ended = term.started, term.ended
    if started and ended:
        return [Span(started.start, ended.end)]
    if started:
        return [Span(started.start, max(started.end, today), is_open=True)]
    known = ended or attested
    return [Span(known.start, known.end, is_point=True)] if known else []


@dataclass(frozen=True, slots=True)
class _Axis:
    start: dt.date
    end: dt.date

    def place(self, day: dt.date) -> float:
        """Return where a day is on the axis."""
        return round((day - self.start).days / ((self.end - self.start).days or 1) * WIDTH, 1)

    def draw(self, spans: Iterable[Span]) -> SafeString:
        """Draw the spans of a row."""
        bars = format_html_join(
            "",
            '<rect class="span{}" x="{}" y="3" width="{}" height="10"/>',
            (
                (
                    " span--open" if one.is_open else " span--point" if one.is_point else "",
                    self.place(one.start),
                    max(POINT, round(self.place(one.end) - self.place(one.start), 1)),
                )
                for one in spans
            ),
        )
        return self._svg(bars, HEIGHT)

    def draw_years(self) -> SafeString:
        """Draw the years of the axis."""
        first, last = self.start.year, self.end.year
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= MAX_LABELS)
        years = [year for year in range(first, last) if year % step == 0] or [first]
        labels = format_html_join(
            "",
            '<text class="span__year" x="{}" y="14">{}</text>',
            ((self.place(dt.date(year, 1, 1)), year) for year in years),
        )
        return self._svg(labels, HEIGHT)

    def _svg(self, content: SafeString, height: int) -> SafeString:
        return format_html(
            '<svg class="lifeline__row" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
            WIDTH, height, content,
        )  # fmt: skip

"""Charts of indicators, drawn by the server as SVG: one bar for each value, its words above it.

Widths are percentages, so that the letters keep their size on a phone; colours are those of the page.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from editorial.indicators.models import Observation
from editorial.values.date_format import format_period
from editorial.web.templatetags.record import page_locale

ROW = 46  # height of a bar with its words
BAR = 16
WIDEST = Decimal(64)  # per cent; the rest is for the number behind the bar
STYLE = (
    ".c{font:14px/1 'Relations Sans','Segoe UI',Arial,sans-serif;fill:var(--ink,#1a1d1f)}"
    ".c--quiet{fill:var(--ink-faint,#62686b)}.c--b{font-weight:600}"
    ".b{fill:var(--accent,#0a5566)}.b--disputed{fill:var(--warn,#8a3324)}"
    ".b--plan{fill:none;stroke:var(--plan,#6a4f12);stroke-width:1.5;stroke-dasharray:4 3}"
    ".z{stroke:var(--hairline,#d8d4c9)}"
)


def chart(values: Sequence[Observation], *, title: str, disputed: frozenset[int]) -> SafeString:
    """Return the values as an SVG picture; empty where fewer than two can be compared.

    `disputed` holds the keys of values that another source contradicts.
    """
    drawn = [row for row in values if row.started or row.ended]
    if len(drawn) < 2:
        return SafeString("")
    ends = [end for row in drawn for end in _ends(row)]
    low, high = min(Decimal(0), *ends), max(Decimal(0), *ends)
    scale = WIDEST / ((high - low) or 1)
    rows = format_html_join(
        "", "{}", ((_row(row, turn, low, scale, disputed),) for turn, row in enumerate(drawn))
    )
    zero = -low * scale
    height = ROW * len(drawn) + 4
    return format_html(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" width="100%" height="{}" role="img" aria-label="{}">'
        "<style>{}</style>"
        '<line class="z" x1="{}%" x2="{}%" y1="0" y2="{}"/>{}</svg>',
        height, title, SafeString(STYLE), _two(zero), _two(zero), height, rows,
    )  # fmt: skip


def _row(row: Observation, turn: int, low: Decimal, scale: Decimal, disputed: frozenset[int]) -> SafeString:
    start, end = _ends(row)
    left, width = (start - low) * scale, max((end - start) * scale, Decimal("0.4"))
    top = ROW * turn
    kind = (
        "b--plan"
        if row.nature != Observation.Nature.MEASURED
        else "b--disputed"
        if row.pk in disputed
        else ""
    )
    who = _short_name(row)
    note = str(row.get_nature_display()) if row.nature != Observation.Nature.MEASURED else who
    return format_html(
        '<text class="c c--quiet" x="0" y="{}">{}</text>'
        '<rect class="b {}" x="{}%" y="{}" width="{}%" height="{}"/>'
        '<text class="c c--b" x="{}%" dx="6" y="{}">{}</text>',
        top + 15, " · ".join(filter(None, (format_period(row.started, row.ended, page_locale()), note))),
        kind, _two(left), top + 22, _two(width), BAR,
        _two(left + width), top + 22 + BAR - 3, row.written(get_language() or settings.LANGUAGE_CODE),
    )  # fmt: skip


def _short_name(row: Observation) -> str:
    """Return who states the value, in few letters: a phone is narrow."""
    if row.stated_by is None:
        return ""
    return Truncator(str(row.stated_by.short_name or row.stated_by)).chars(30)


def _ends(row: Observation) -> tuple[Decimal, Decimal]:
    """Return where the bar begins and ends: a range is drawn as one, a value from zero."""
    if row.value is not None:
        return min(Decimal(0), row.value), max(Decimal(0), row.value)
    return row.value_min or Decimal(0), row.value_max or Decimal(0)


def _two(number: Decimal) -> str:
    return f"{number:.2f}"

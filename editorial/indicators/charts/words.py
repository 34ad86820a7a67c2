"""Text alternative of a chart: each mark, the sources of all, and what is not drawn."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.articles.display import edition_title, shown_sources
from editorial.indicators.charts.marks import Kind, Mark, body_name
from editorial.indicators.models import Observation
from editorial.values.date_format import format_period
from editorial.web.templatetags.record import page_locale


def describe_mark(mark: Mark) -> str:
    """Return a value in words: period, value with its unit, area and body, and what kind of value it is."""
    return "; ".join(
        filter(None, (describe_period(mark.row), _value(mark.row), mark.series.name, *_natures(mark)))
    )


def _value(row: Observation) -> str:
    return row.written(get_language() or settings.LANGUAGE_CODE)


def _natures(mark: Mark) -> list[str]:
    return [kind.label for kind in (mark.nature, Kind.DISPUTED if mark.is_disputed else None) if kind]


def describe_period(row: Observation) -> str:
    """Return the period of a value, or that none is specified."""
    return format_period(row.started, row.ended, page_locale()) or Kind.UNDATED.label


def kinds_of(marks: Iterable[Mark]) -> list[Kind]:
    """Return the kinds of marks that a chart has, in the order of the legend; none where all are full years."""
    found = {kind for mark in marks for kind in mark.kinds}
    return [kind for kind in Kind if kind in found] if found != {Kind.YEAR} else []


def source_line(rows: Sequence[Observation]) -> str:
    """Return who reports the values and which texts state them, each once."""
    bodies = dict.fromkeys(filter(None, map(body_name, rows)))
    texts = dict.fromkeys(
        edition_title(source.edition).text if source.edition else source.document_title
        for source in shown_sources([source for row in rows for source in row.sources.all()])
    )
    quoted = [_("“%(title)s”") % {"title": title} for title in texts if title]
    parts = [
        _("Data: %(organisations)s.") % {"organisations": "; ".join(bodies)} if bodies else "",
        _("Source: %(texts)s.") % {"texts": "; ".join(quoted)} if quoted else "",
    ]
    return " ".join(filter(None, parts))


def left_out_line(rows: Sequence[Observation]) -> str:
    """Return the values that a chart cannot show, since their period is not known; empty without any."""
    if not rows:
        return ""
    values = "; ".join(
        " ".join(
            filter(None, (_value(row), f"({row.get_nature_display()})" if row.nature != "measured" else ""))
        )
        for row in rows
    )
    return _("Not on the chart, since the period is not specified: %(values)s.") % {"values": values}

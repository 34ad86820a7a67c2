"""Marks of a chart: the time, kind and series of each value, and which values a line may join."""

import datetime as dt
import string
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.indicators.models import Observation
from editorial.web.templatetags.record import shown

MAX_GAP_OF_DAYS = 366  # values of single days are joined where no year lies between them


class Kind(Enum):
    """A kind of mark, drawn apart from all others; the value is its entry in the legend."""

    YEAR = gettext_lazy("full year")
    PART = gettext_lazy("part of a year (the line shows which)")
    SEVERAL = gettext_lazy("several years together (the line shows which)")
    DAY = gettext_lazy("value on one day")
    OPEN = gettext_lazy("value up to this date; start of the period not specified")
    UNDATED = gettext_lazy("period not specified")
    APPROXIMATE = gettext_lazy("approximate value")
    ABOVE = gettext_lazy("more than or at least: the actual value is not below the mark")
    BELOW = gettext_lazy("less than or up to: the actual value is not above the mark")
    RANGE = gettext_lazy("range: from the lower limit to the upper limit")
    TARGET = gettext_lazy("target")
    FORECAST = gettext_lazy("forecast")
    DISPUTED = gettext_lazy("other sources report a different value")

    @property
    def label(self) -> str:
        """The entry of the legend in the page's language."""
        words: str | Promise = self.value
        return str(words)


BOUNDS = {"more_than": Kind.ABOVE, "at_least": Kind.ABOVE, "less_than": Kind.BELOW, "up_to": Kind.BELOW}
NATURES = {Observation.Nature.TARGET: Kind.TARGET, Observation.Nature.FORECAST: Kind.FORECAST}


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one area as one body reports them: a colour, and a letter where there are several."""

    number: int
    letter: str
    name: str
    values: list[Observation]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a chart."""

    row: Observation
    series: Series
    is_disputed: bool

    @property
    def start(self) -> dt.date | None:
        """The first day of its period; of an open one, the last."""
        date = self.row.started or self.row.ended
        if date is None:
            return None
        return date.start if self.row.started else date.end

    @property
    def end(self) -> dt.date | None:
        """The last day of its period."""
        date = self.row.ended or self.row.started
        return date.end if date else None

    @property
    def span(self) -> Kind:
        """Return how much time it covers."""
        if self.start is None or self.end is None:
            return Kind.UNDATED
        if self.row.started is None:
            return Kind.OPEN
        if self.start == self.end:
            return Kind.DAY
        whole = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
        if self.start.year == self.end.year:
            return Kind.YEAR if whole else Kind.PART
        return Kind.SEVERAL

    @property
    def bound(self) -> Kind | None:
        """Return whether only a limit of the value is known, a range, or about how much it is."""
        if self.row.value is None:
            return Kind.RANGE
        if self.row.qualifier == Observation.Qualifier.APPROX:
            return Kind.APPROXIMATE
        return BOUNDS.get(self.row.qualifier)

    @property
    def nature(self) -> Kind | None:
        """Return whether it is a target or a forecast."""
        return NATURES.get(Observation.Nature(self.row.nature))

    @property
    def kinds(self) -> list[Kind]:
        """All that tells it from an exact value of a full year."""
        kinds = [self.nature, self.bound, self.span, Kind.DISPUTED if self.is_disputed else None]
        return [kind for kind in kinds if kind is not None]

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Both ends of a range, or the value twice."""
        low = self.row.value if self.row.value is not None else self.row.value_min
        high = self.row.value if self.row.value is not None else self.row.value_max
        return low or Decimal(0), high or Decimal(0)


def build_series(rows: Sequence[Observation]) -> list[Series]:
    """Return the values by area and by who reports them, in the order of their first values."""
    groups: dict[Hashable, list[Observation]] = {}
    for row in rows:
        groups.setdefault((row.area_id, row.stated_by_id), []).append(row)
    areas = {row.area_id for row in rows}
    bodies = {row.stated_by_id for row in rows}
    return [
        Series(number, _letter(number) if len(groups) > 1 else "", _name(values[0], areas, bodies), values)
        for number, values in enumerate(groups.values())
    ]


def _letter(number: int) -> str:
    """Return A to Z, then 27 and so on."""
    return string.ascii_uppercase[number] if number < len(string.ascii_uppercase) else str(number + 1)


def _name(row: Observation, areas: set[int | None], bodies: set[int | None]) -> str:
    """Return what tells a series from the others of its chart: the area, the body, or both."""
    area = str(shown(row.area, "name")) if row.area else _("area not specified")
    body = body_name(row) or _("reporting organisation not named")
    parts = [part for part, all_of_them in ((area, areas), (body, bodies)) if len(all_of_them) > 1]
    return ", ".join(parts) or area


def body_name(row: Observation) -> str:
    """Return who reports a value; empty where nobody is named."""
    return str(shown(row.stated_by, "name")) if row.stated_by else ""


def build_marks(series: Iterable[Series], disputed: frozenset[int]) -> list[Mark]:
    """Return the marks of all series; `disputed` are the keys of values that another source contradicts."""
    return [Mark(row, one, row.pk in disputed) for one in series for row in one.values]


def find_joins(marks: Iterable[Mark]) -> list[tuple[Mark, Mark]]:
    """Return the pairs of marks that a line joins.

    Only values of one series follow each other: exact or approximate, actual, of periods of one length with nothing
    between them, each the only one of its period. Where no body is named, the same text has to state both.
    """
    joins = []
    by_series: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.nature is None and mark.bound in (None, Kind.APPROXIMATE) and mark.start and mark.end:
            by_series.setdefault(mark.series.number, []).append(mark)
    for found in by_series.values():
        periods = [(mark.start, mark.end) for mark in found]
        alone = [mark for mark in found if periods.count((mark.start, mark.end)) == 1]
        ordered = sorted(alone, key=lambda mark: (mark.start or dt.date.min, mark.end or dt.date.min))
        joins += [
            (one, following)
            for one in ordered
            for following in ordered
            if _follows(one, following) and _share_origin(one.row, following.row)
        ]
    return joins


def _follows(one: Mark, following: Mark) -> bool:
    if not (one.start and one.end and following.start and following.end) or one.span != following.span:
        return False
    if one.span == Kind.DAY:
        return 0 < (following.start - one.end).days <= MAX_GAP_OF_DAYS
    return following.start - one.end == dt.timedelta(days=1) and _months(one) == _months(following)


def _months(mark: Mark) -> int:
    start, end = mark.start or dt.date.min, mark.end or dt.date.min
    return 12 * (end.year - start.year) + end.month - start.month


def _share_origin(one: Observation, other: Observation) -> bool:
    return one.stated_by_id is not None or bool(_origins(one) & _origins(other))


def _origins(row: Observation) -> set[Hashable]:
    return {
        source.edition.article_id if source.edition else source.document_title for source in row.sources.all()
    }

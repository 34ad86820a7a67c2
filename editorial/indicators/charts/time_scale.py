"""A true axis of time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_skeleton

LETTER = 7.6  # the width of a letter of an axis, in pixels


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis of time, and its label in the middle of what follows it, or nothing."""

    share: float
    label: str
    label_share: float


@dataclass(frozen=True, slots=True)
class TimeScale:
    """An axis of days between the first and last years, or months, of the values."""

    first: dt.date
    last: dt.date  # the day after the last one

    @classmethod
    def of(cls, starts: Sequence[dt.date], ends: Sequence[dt.date]) -> "TimeScale":
        """Return the axis on which all these periods lie, in whole years."""
        return cls(dt.date(min(starts).year, 1, 1), dt.date(min(max(ends).year + 1, dt.MAXYEAR), 1, 1))

    def share(self, day: dt.date) -> float:
        """Return where a day begins: 0 at the left end, 1 at the right."""
        return (day - self.first).days / max((self.last - self.first).days, 1)

    def share_after(self, day: dt.date) -> float:
        """Return where a day ends."""
        return ((day - self.first).days + 1) / max((self.last - self.first).days, 1)

    def ticks(self, room: float, locale: Locale) -> list[Tick]:
        """Return lines with labels that have room in so many pixels: years, or months of a single year."""
        years = list(range(self.first.year, self.last.year))
        if len(years) == 1:
            return [self._month(years[0], month, locale) for month in (1, 4, 7, 10)]
        every = _years_apart(len(years), room)
        return [self._year(year) for year in years if year % every == 0 or every == 1]

    def _year(self, year: int) -> Tick:
        start = self.share(dt.date(year, 1, 1))
        return Tick(start, str(year), (start + self.share(dt.date(year + 1, 1, 1))) / 2)

    def _month(self, year: int, month: int, locale: Locale) -> Tick:
        first = dt.date(year, month, 1)
        label = format_skeleton("yMMM", first, locale=locale)
        return Tick(self.share(first), label, self.share(first) + 0.125)


def _years_apart(number: int, room: float) -> int:
    """Return each how many years are named, so that their numbers do not meet."""
    fitting = max(room / (LETTER * 5), 1)
    return next((step for step in (1, 2, 5, 10, 20, 25, 50, 100) if number / step <= fitting), 200)

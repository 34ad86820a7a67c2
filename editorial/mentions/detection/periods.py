"""The dates that a passage names, as periods, and whether two periods may be the same time."""

import calendar
import datetime as dt
import re
from functools import cache

from babel import Locale

from editorial.mentions.detection.types import Period
from editorial.values.languages import Language

YEAR = r"(?:19|20)\d\d"
YEARS = re.compile(rf"(?<!\d)({YEAR})(?:\s?[-–—]\s?({YEAR}))?(?!\d)")
DAY_OR_DAYS = r"(\d{1,2})(?:\s?[-–—]\s?(\d{1,2}))?"


@cache
def _months() -> tuple["re.Pattern[str]", dict[str, int]]:
    """Return the pattern of a date in words, and the months by the beginnings of their names."""
    stems: dict[str, int] = {}
    for language in Language.values:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for number, name in months[context]["wide"].items():
                stems[name.lower().rstrip("аяьй") if language == "ru" else name.lower()] = number
    stems = {stem: number for stem, number in stems.items() if len(stem) > 2} | {"май": 5, "мая": 5, "мае": 5}
    words = "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
    endings = r"(?:[аяьйеу]|ом|ем|да|де|та|те|ның|нің|ында|інде|ın|in|un|ün|da|də|ında|ində)?"
    pattern = rf"(?:(?<!\d){DAY_OR_DAYS}\s+|\b)({words}){endings}\b(?:\s+({YEAR}))?"
    return re.compile(pattern, re.IGNORECASE), stems


def _period(
    year: int, month: int | None = None, first: int | None = None, last: int | None = None
) -> Period | None:
    try:
        if month is None:
            return f"{year}-01-01", f"{year}-12-31"
        end = last or first or calendar.monthrange(year, month)[1]
        return dt.date(year, month, first or 1).isoformat(), dt.date(year, month, end).isoformat()
    except ValueError:
        return None


def periods_in(text: str, *, year: int | None = None) -> list[Period]:
    """Return the times that a text names; a day or month without its year is of `year` or the year named last."""
    pattern, stems = _months()
    spans: list[tuple[int, int]] = []
    found: list[Period] = []
    years = [(match.start(), int(match[1])) for match in YEARS.finditer(text)]
    for match in pattern.finditer(text):
        before = [one for at, one in years if at < match.start()]
        of_year = int(match[4]) if match[4] else (before[-1] if before else (years[0][1] if years else year))
        month = stems.get(match[3].lower())
        if of_year is None or month is None:
            continue
        period = _period(
            of_year, month, int(match[1]) if match[1] else None, int(match[2]) if match[2] else None
        )
        if period:
            found.append(period)
            spans.append(match.span())
    for match in YEARS.finditer(text):
        if any(start <= match.start() < end for start, end in spans):
            continue
        period = _period(int(match[1]))
        if period:
            found.append((period[0], f"{match[2]}-12-31") if match[2] else period)
    return found


def days(period: Period | None) -> int:
    """Return how many days a period has; very many where it is unknown."""
    if period is None:
        return 10_000
    return (dt.date.fromisoformat(period[1]) - dt.date.fromisoformat(period[0])).days + 1


def overlap(one: Period, other: Period) -> bool:
    """Return whether two periods share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def agrees(period: Period | None, named: list[Period]) -> int:
    """Return 1 when a time named is that of the thing, -1 when all times named are others, 0 when nothing is said."""
    if period is None or not named:
        return 0
    return 1 if any(overlap(period, each) for each in named) else -1

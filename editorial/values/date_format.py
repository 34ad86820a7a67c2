"""Dates in words in each of the four languages (CLDR)."""

import datetime as dt
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton

from editorial.values.partial_dates import PartialDate, Precision


@cache
def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a language of the site."""
    # British English puts the day first, as the other three do.
    return Locale.parse({"en": "en_GB"}.get(language, language))


@lru_cache(maxsize=4096)
def format_partial_date(date: PartialDate, locale: Locale) -> str:
    """Return a day, a month or a year in words, no more than is known: «ноябрь 2022 г.»."""
    if date.precision == Precision.DAY:
        return format_date(date.start, format="long", locale=locale)
    if date.precision == Precision.MONTH:
        return format_skeleton("yMMMM", date.start, locale=locale)
    return str(date.start.year)


@lru_cache(maxsize=4096)
def format_short_date(date: PartialDate, locale: Locale) -> str:
    """Return a day or a month in figures, a year as it is: «24.05.2005», «09.2014»; in English “24 May 2005”."""
    if locale.language == "en":
        skeleton = {"day": "d MMM yyyy", "month": "MMM yyyy", "year": "yyyy"}[date.precision]
        return format_date(date.start, format=skeleton, locale=locale)
    return format_date(
        date.start,
        format={"day": "dd.MM.yyyy", "month": "MM.yyyy", "year": "yyyy"}[date.precision],
        locale=locale,
    )


def format_period(start: PartialDate | None, end: PartialDate | None, locale: Locale) -> str:
    """Return a period in words, its shared parts said once: «10–11 апреля 2023 г.»; an open end stays open."""
    if start is None:
        return f"… – {format_partial_date(end, locale)}" if end else ""
    if end is None or end == start:
        return format_partial_date(start, locale)
    one_month = (start.start.year, start.start.month) == (end.start.year, end.start.month)
    if start.precision == end.precision == Precision.DAY and one_month:
        pattern = locale.date_formats["long"].pattern.replace("d", f"'{start.start.day}–{end.start.day}'")
        return format_date(end.start, format=pattern, locale=locale)
    if start.precision == end.precision == Precision.YEAR:
        return f"{start.start.year}–{end.start.year}"
    return f"{format_partial_date(start, locale)} – {format_partial_date(end, locale)}"


def month_name(day: dt.date, locale: Locale) -> str:
    """Return a month as it stands alone: «ноябрь»."""
    return str(locale.months["stand-alone"]["wide"][day.month])

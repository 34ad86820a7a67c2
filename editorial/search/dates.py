"""Days and months as readers type them and as entries are indexed: 11 марта 2024, March 11, 2024-03-11, 11.03.2024.

A day is the term 20240311 and a month 202403, so that a day is found by the beginning of its term as well.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from babel.dates import get_month_names

from editorial.search.phonetic_key import phonetic_key
from editorial.search.stemmer import ORDINAL_ENDINGS, get_term, words

LANGUAGES = ("ru", "kk", "az", "en")
MAX_DAYS = 31  # of a period that is found by each of its days
MIN_STEM = 3  # letters of a month's name before its endings
MAX_ENDING = 8  # letters: наурызындағы
CENTURY = 2000
# As a writer of each language puts a day into a text.
WRITTEN = {
    "ru": ("{day} {month} {year}",),
    "kk": ("{year} жылғы {day} {month}", "{year} ж. {day} {month}"),
    "az": ("{day} {month} {year}", "{year}-ci il {day} {month}"),
    "en": ("{day} {month} {year}", "{month} {day} {year}"),
}
NUMERIC = re.compile(
    r"(?<![\w.-])(?:(?P<year>\d{4})[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?"
    r"|(?P<first>\d{1,2})[-./](?P<second>\d{1,2})[-./](?P<last>\d{4}|\d{2})"
    r"|(?P<alone>\d{1,2})\.(?P<of>\d{4}))(?:\s*(?:г|ж)\b\.?)?(?![\w-])"
)
TOKEN = re.compile(
    rf"(?P<number>\d+)(?:-?(?:{ORDINAL_ENDINGS}|де|да|дегі|дағы|də|da|nci|ncü|i|ı|u|ü))?\b|[^\W\d_]+|\S"
)
# Words between the parts of a date, which say nothing more.
LINKS = frozenset(
    "of the год года году г жыл жылы жылғы жылгы жылдың жылдын ж il ilin ildə ilde ili goda god year day , .".split()
)
AFTER_YEAR = LINKS - {"of", "the", "day", ","}
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """Days, or with `month` a whole month, and where they stand in the text."""

    start: int
    end: int
    days: tuple[dt.date, ...]
    is_month: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms of the days, or of the month."""
        return (month_term(self.days[0]),) if self.is_month else tuple(map(day_term, self.days))


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    number: int | None
    month: int


def day_term(day: dt.date) -> str:
    """Return the term under which what is dated to a day is indexed."""
    return f"{day:%Y%m%d}"


def month_term(day: dt.date) -> str:
    """Return the term of the month, with which the terms of its days begin."""
    return f"{day:%Y%m}"


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return each day of a period, of a long one its ends."""
    length = (last - first).days
    if not 0 <= length < MAX_DAYS:
        return [first, last]
    return [first + dt.timedelta(days=number) for number in range(length + 1)]


@lru_cache(maxsize=2000)
def written_days(day: dt.date) -> tuple[tuple[str, ...], ...]:
    """Return the terms of a day as texts of the four languages write it."""
    found: dict[tuple[str, ...], None] = {}
    for language, patterns in WRITTEN.items():
        month = get_month_names("wide", locale=language)[day.month]
        for pattern in patterns:
            text = pattern.format(day=day.day, month=month, year=day.year)
            found[tuple(get_term(word.text, language, is_name=word.is_name) for word in words(text))] = None
    return tuple(found)


def find_dates(text: str) -> list[TypedDate]:
    """Return the days and months that a text names in full, in their order."""
    numeric = list(_numeric_dates(text))
    for found in numeric:
        text = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
    return sorted((*numeric, *_worded_dates(text)), key=lambda found: found.start)


def _numeric_dates(text: str) -> Iterator[TypedDate]:
    for found in NUMERIC.finditer(text):
        day = found["day"] or found["first"]
        month = int(found["month"] or found["second"] or (found["of"] and found["alone"]))
        year = int(found["year"] or found["last"] or found["of"])
        if len(found["last"] or "") == 2:
            year += CENTURY
        if date := _date(year, month, int(day or 1)):
            yield TypedDate(found.start(), found.end(), (date,), is_month=day is None)


def _worded_dates(text: str) -> Iterator[TypedDate]:
    tokens = [
        _Token(
            one.start(),
            one.end(),
            one[0].lower(),
            int(one["number"]) if one["number"] else None,
            _month(one[0]),
        )
        for one in TOKEN.finditer(text)
    ]
    passed = 0
    for place, token in enumerate(tokens):
        if token.month and token.start >= passed and (found := _date_around(tokens, place)):
            yield found
            passed = found.end


def _date_around(tokens: Sequence[_Token], place: int) -> TypedDate | None:
    """Return the date of the month at a place: its day stands beside it, its year on either side of both."""
    before, after = _number(tokens, place, -1), _number(tokens, place, 1)
    for day, year in (
        (before, after),
        (before, _number(tokens, before, -1)),
        (after, _number(tokens, after, 1)),
        (after, before),
    ):
        if day is None or year is None or not 1000 <= (tokens[year].number or 0) <= 2999:
            continue
        date = _date(tokens[year].number or 0, tokens[place].month, tokens[day].number or 0)
        if date is not None:
            return _with_edges(tokens, date, sorted((day, place, year)), day, year)
    return None


def _with_edges(tokens: Sequence[_Token], date: dt.date, places: list[int], day: int, year: int) -> TypedDate:
    """Return the date with the first day of a range before it, and with the word for the year after it."""
    first, last = places[0], places[-1]
    days = [date]
    if first == day and day > 1 and tokens[day - 1].word in DASHES and tokens[day - 2].number:
        earlier = _date(date.year, date.month, tokens[day - 2].number or 0)
        if earlier and earlier < date:
            first, days = day - 2, days_between(earlier, date)
    while last == year and year + 1 < len(tokens) and tokens[year + 1].word in AFTER_YEAR:
        last = year = year + 1
    return TypedDate(tokens[first].start, tokens[last].end, tuple(days))


def _number(tokens: Sequence[_Token], place: int | None, step: int) -> int | None:
    """Return the place of the number that is next to a place, words that say nothing aside."""
    if place is None:
        return None
    place += step
    while 0 <= place < len(tokens) and tokens[place].word in LINKS:
        place += step
    return place if 0 <= place < len(tokens) and tokens[place].number is not None else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Return the months by the keys of their names in the four languages, whole and shortened."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context=context, locale=language).items():
                    found.setdefault(phonetic_key(name.strip("."), azerbaijani=language == "az"), month)
                    found.setdefault(phonetic_key(name.strip(".")), month)
    return found


@lru_cache(maxsize=5000)
def _month(word: str) -> int:
    """Return the month that a word names in any of its forms, 0 for another word."""
    if not word[0].isalpha():
        return 0
    months = _months()
    for key in dict.fromkeys((phonetic_key(word), phonetic_key(word, azerbaijani=True))):
        for length in range(len(key), max(MIN_STEM, len(key) - MAX_ENDING) - 1, -1):
            if month := months.get(key[:length]):
                return month
    return 0

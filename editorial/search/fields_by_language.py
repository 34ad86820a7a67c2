"""Reading the four languages of a row for an entry: any object with `title_ru`, `title_kk` and so on."""

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from babel.dates import format_date
from django.utils.translation import override

from editorial.search.dates import day_term, days_between, month_term
from editorial.search.entry import LANGUAGES, Text, fallback_languages
from editorial.values.partial_dates import PartialDate, Precision

LANGUAGE_PREFIX = re.compile(rf"^/(?:{'|'.join(LANGUAGES)})(?=/)")


class Addressed(Protocol):
    """Whatever has a page of its own."""

    def get_absolute_url(self) -> str:
        """Return the address of the page."""


def translations(row: object, field: str) -> dict[str, str]:
    """Return the texts of a translated field by language, without those that are empty."""
    texts = ((language, getattr(row, f"{field}_{language}", "") or "") for language in LANGUAGES)
    return {language: text.strip() for language, text in texts if text.strip()}


def texts(row: object, *fields: str, is_name: bool = False) -> list[Text]:
    """Return the texts of translated fields in all their languages."""
    return [
        Text(text, language, is_name)
        for field in fields
        for language, text in translations(row, field).items()
    ]


def text_in(language: str, by_language: Mapping[str, str]) -> str:
    """Return the text that readers of a language are shown, which may be in another."""
    return next((by_language[code] for code in fallback_languages(language) if code in by_language), "")


def label_in(language: str, label: Callable[[], object]) -> Text:
    """Return a label of the interface, such as `get_kind_display`, in a language."""
    with override(language):
        return Text(str(label()), language)


def date_search_terms(date: PartialDate | None, ended: PartialDate | None = None) -> list[Text]:
    """Return a date as readers type it: its numbers, the month by its name in each language, each day of the period."""
    if date is None:
        return []
    months = LANGUAGES if date.precision != Precision.YEAR else ()
    return [
        Text(str(date), LANGUAGES[0]),
        *(Text(format_date(date.start, "LLLL", locale=language), language) for language in months),
        *days_and_months(date, ended),
    ]


def days_and_months(date: PartialDate | None, ended: PartialDate | None = None) -> list[Text]:
    """Return the terms of a day, of each day of a period, or of a month."""
    ends = [end for end in (date, ended) if end and end.precision != Precision.YEAR]
    if len(ends) > 1 and all(end.precision == Precision.DAY for end in ends):
        terms = [day_term(day) for day in days_between(ends[0].start, ends[1].start)]
    else:
        terms = [
            day_term(end.start) if end.precision == Precision.DAY else month_term(end.start) for end in ends
        ]
    return [Text(term, LANGUAGES[0]) for term in dict.fromkeys(terms)]


def path_without_language(row: Addressed) -> str:
    """Return the address of a row below the language prefix."""
    return LANGUAGE_PREFIX.sub("", row.get_absolute_url())

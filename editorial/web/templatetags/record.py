"""Template tags for values: numbers, dates, countries, and texts with their language."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.i18n.fallback_text import FallbackText, fallback_text
from editorial.values.countries import country_name
from editorial.values.date_format import format_partial_date, format_period, locale_of, month_name
from editorial.values.partial_dates import PartialDate
from editorial.values.quantities import format_number

register = template.Library()


def page_locale(language: str | None = None) -> Locale:
    """Return the CLDR locale of the page's language."""
    return locale_of((language or get_language() or settings.LANGUAGE_CODE).split("-", maxsplit=1)[0])


@register.filter
def number(value: Decimal | float | str | None, language: str | None = None) -> str:
    """Return a number as the page's language writes it: 1 234,5 or 1,234.5."""
    if value in (None, ""):
        return ""
    return format_number(Decimal(str(value)), language or get_language() or settings.LANGUAGE_CODE)


def session_number(value: int | None) -> str:
    """Return the number of a session as the page's language writes it: No. 2, № 2."""
    return _("No. %(number)s") % {"number": value} if value else ""


@register.filter
def country(code: str | None) -> str:
    """Return the name of a country (ISO 3166 code) in the page's language."""
    return country_name(code) if code else ""


@register.filter
def when(value: PartialDate | None, language: str | None = None) -> str:
    """Return a day, a month or a year in words, no more than is known."""
    return format_partial_date(value, page_locale(language)) if value else ""


@register.simple_tag
def period(row: object, name: str = "", language: str | None = None) -> SafeString | str:
    """Write the time of a row from `started` to `ended`, marked up for machines."""
    started, ended = getattr(row, "started", None), getattr(row, "ended", None)
    words = format_period(started, ended, page_locale(language))
    if not words:
        return name
    return format_html('<time datetime="{}">{}</time>', str(started or ended), words)


@register.filter
def period_or(row: object, fallback: str) -> SafeString | str:
    """Return the time of a row from `started` to `ended` as `period` writes it, else `fallback`."""
    return period(row, fallback)


@register.filter
def time_element(value: PartialDate | None, language: str | None = None) -> SafeString | str:
    """Write a partial date in words, marked up for machines."""
    return format_html('<time datetime="{}">{}</time>', str(value), when(value, language)) if value else ""


@register.filter
def month_word(value: date) -> str:
    """Return the name of a date's month, as it stands alone."""
    return month_name(value, page_locale())


@register.filter
def language_name(code: str | None, language: str | None = None) -> str:
    """Return the name of a language in the page's language."""
    return _language_name(code or "", page_locale(language).language)


@cache
def _language_name(code: str, language: str) -> str:
    return str(locale_of(language).languages.get(code, code))


@register.filter
@cache
def own_language_name(code: str) -> str:
    """Return the name of a language in that language, as a switcher shows it."""
    name = str(Locale.parse(code).languages.get(code, code))
    return name[:1].upper() + name[1:]


@register.filter
def day(value: date | datetime | None, form: str = "long", language: str | None = None) -> str:
    """Return a day (or the day of a moment, in the site's time zone) in words."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_date(value, format=form, locale=page_locale(language))


def local_time(value: Any) -> Any:
    """Return a moment in the site's time zone, anything else as it is."""
    return timezone.template_localtime(value)  # type: ignore[attr-defined]


@register.filter
def moment(value: datetime | None) -> str:
    """Return a day and time in words."""
    if value is None:
        return ""
    return format_datetime(timezone.localtime(value), format="long", locale=page_locale())


@register.simple_tag
def shown(row: object, field: str, language: str | None = None) -> FallbackText:
    """Return the text of a translated field that a reader of this page sees, and in which language it is."""
    return fallback_text(row, field, language or get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def text(row: object, field: str, language: str | None = None) -> str | SafeString:
    """Write the text of a translated field, marked with its language when that is not the page's."""
    found = fallback_text(row, field, language or get_language() or settings.LANGUAGE_CODE)
    if found.is_fallback:
        return format_html('<span lang="{}">{}</span>', found.language, found.text)
    return found.text


@register.simple_tag
def passage(row: object, field: str) -> str | SafeString:
    """Write a text of some length, with a plain remark after it where it is not in the page's language."""
    found = fallback_text(row, field, get_language() or settings.LANGUAGE_CODE)
    if not found.is_fallback:
        return found.text
    remark = _("not translated yet (%(language)s)") % {"language": language_name(found.language)}
    return format_html(
        '<span lang="{}">{}</span> <small class="quiet">({})</small>', found.language, found.text, remark
    )


@register.filter
def contributor_link(credit: object, language: str | None = None) -> SafeString | str:
    """Return the person or organisation of a credit, as a link where it has a page."""
    person, organisation = getattr(credit, "expert", None), getattr(credit, "organisation", None)
    row = person or organisation
    if row is None:
        return ""
    fields = ("given_name", "family_name") if person else ("name",)
    name = " ".join(conditional_escape(text(row, field, language)) for field in fields)
    if row.is_published:
        name = f'<a href="{conditional_escape(row.get_absolute_url())}">{name}</a>'
    return mark_safe(name)  # noqa: S308  (each part is escaped)


@register.filter
def word_changes(pieces: Iterable[Any]) -> SafeString:
    """Write the pieces of a comparison; words that stand on one side only are marked as added or removed."""
    written = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>"}
    return _joined((written.get(piece.kind, "{}"), getattr(piece, "shown", piece.text)) for piece in pieces)


@register.filter
def diff_side(pieces: Iterable[Any], kind: str) -> SafeString:
    """Write the pieces of one side of a comparison; those of this kind, which the other lacks, are marked."""
    return _joined(("<ins>{}</ins>" if piece.kind == kind else "{}", piece.shown) for piece in pieces)


@register.filter
def marked_matches(pieces: Iterable[Any]) -> SafeString:
    """Write the pieces of a search result; the words that were searched for are marked."""
    return _joined(("<mark>{}</mark>" if piece.marked else "{}", piece.text) for piece in pieces)


def _joined(parts: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("", "{}", ((format_html(form, text),) for form, text in parts))

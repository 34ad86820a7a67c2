"""Countries by ISO 3166-1 code, named by CLDR in each language."""

from collections.abc import Iterator
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.values.collation import alphabetical
from editorial.values.text_fields import CharField

# CLDR also names what is unknown, outlying or made up for tests, the euro area, and Sark, which is no country.
NO_COUNTRIES = {"CQ", "EZ", "QO", "XA", "XB", "ZZ"}
COUNTRIES = sorted(
    code
    for code in map(str, Locale("en").territories)
    if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
)
# As the two states write each other today, where CLDR keeps an older spelling.
SPELLING = {("kk", "AZ"): "Әзербайжан"}


def country_name(code: str, language: str | None = None) -> str:
    """Name a country in a language (the active one by default); the code itself where CLDR has no name."""
    display_language = language or get_language() or "ru"
    return SPELLING.get((display_language, code)) or str(
        Locale.parse(display_language).territories.get(code, code)
    )


def country_choices() -> Iterator[tuple[str, str]]:
    """Offer all countries, those of the council first."""
    first = ("AZ", "KZ")
    rest = sorted(
        (code for code in COUNTRIES if code not in first), key=lambda code: alphabetical(country_name(code))
    )
    for code in (*first, *rest):
        yield code, country_name(code)


def validate_country(code: str) -> None:
    """Raise ValidationError unless the code is known to CLDR."""
    if code not in COUNTRIES:
        raise ValidationError(_("“%(code)s” is not a valid country code."), params={"code": code})


class CountryField(CharField):  # type: ignore[type-arg]
    """A country by its two-letter code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("country"))
        kwargs.setdefault("max_length", 2)
        kwargs.setdefault("help_text", _("Two-letter code: AZ, KZ, GE."))
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_country]

"""Choice of the language of a text when a row is not translated into the language of the page."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True, slots=True)
class FallbackText:
    """A text and the language it is in; a fallback when that is not the language asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@cache
def languages_to_try(language: str) -> tuple[str, ...]:
    """Return the language and then its fallbacks, in the order in which settings declare them."""
    fallbacks = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    return tuple(dict.fromkeys((language, *fallbacks.get(language, fallbacks["default"]))))


def fallback_text(row: object, field: str, language: str) -> FallbackText:
    """Return the first text that `row` has for `field`, beginning with `language`."""
    is_translated = False
    for code in languages_to_try(language):
        found = getattr(row, f"{field}_{code}", row)
        if found is row:
            continue
        if found:
            return FallbackText(str(found), code, is_fallback=code != language)
        is_translated = True
    text = "" if is_translated else str(getattr(row, field, "") or "")
    return FallbackText(text, language, is_fallback=False)

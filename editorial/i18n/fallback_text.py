"""Which language's text a reader sees when a row is not translated into the page's language."""

from dataclasses import dataclass

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


def languages_to_try(language: str) -> tuple[str, ...]:
    """Return the language and then its fallbacks, in the order in which settings declare them."""
    fallbacks = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    return tuple(dict.fromkeys((language, *fallbacks.get(language, fallbacks["default"]))))


def fallback_text(row: object, field: str, language: str) -> FallbackText:
    """Return the first text that `row` has for `field`, beginning with `language`."""
    for code in languages_to_try(language):
        found = getattr(row, f"{field}_{code}", None)
        if found:
            return FallbackText(str(found), code, is_fallback=code != language)
    return FallbackText(str(getattr(row, field, "") or ""), language, is_fallback=False)

"""Choice among the versions of a text, an original and its translations, for readers of a language of the site.

It is the version in their language, else in the first of its fallbacks in which there is one, as with names of records.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language

from editorial.i18n.fallback_text import languages_to_try

Row = TypeVar("Row")


def page_language() -> str:
    """Return the language of the page."""
    return get_language() or settings.LANGUAGE_CODE


def rank(language: str, site_language: str) -> int:
    """Return the place of a language in the order in which readers of a language of the site prefer them."""
    order = languages_to_try(site_language)
    return order.index(language) if language in order else len(order)


def original_key(article: Any) -> int:
    """Return the key of the original of a text, its own where it is no translation."""
    return int(article.translation_of_id or article.pk)


def shown_versions(rows: Iterable[Row], article_of: Callable[[Row], Any]) -> list[Row]:
    """Return the rows, in their order, without those of which another is of the same text in a preferred language.

    `article_of` gives the article that a row is of, None for a row that is of none.
    """
    listed, language = list(rows), page_language()
    best: dict[int, int] = {}
    for article in filter(None, map(article_of, listed)):
        place = rank(article.language, language)
        best[original_key(article)] = min(place, best.get(original_key(article), place))
    return [
        row
        for row in listed
        if (article := article_of(row)) is None
        or rank(article.language, language) == best[original_key(article)]
    ]


def version_for(versions: Mapping[str, Row], site_language: str) -> Row:
    """Return the version, of those by their languages, that readers of a language of the site are shown."""
    return versions[min(versions, key=lambda language: rank(language, site_language))]

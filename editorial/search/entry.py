"""Search entries: plain values that an app hands over, one per public object and language."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from django.conf import settings

# What results can be narrowed by, with the letter under which the index keeps it.
KINDS = {"type": "t", "topic": "s", "language": "l", "year": "y", "person": "p", "organisation": "o"}
LANGUAGES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)


def facet_code(kind: str, value: str) -> str:
    """Return the code of a facet's value: itself when it is short and plain, else its checksum."""
    plain = value.isascii() and value.isalnum() and value == value.lower() and len(value) <= 12
    return KINDS[kind] + (value if plain else blake2b(value.encode(), digest_size=6).hexdigest())


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that a snippet may quote; `anchor` is its place on the page, or empty."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a known language, as a name, a title in another language or a keyword.

    `is_name` marks the name of a person or a body: it is not stemmed, and its spellings are joined.
    """

    text: str
    language: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to narrow the results by; `kind` is one of KINDS, `labels` are by language, may be empty."""

    kind: str
    value: str
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Return a short name of the value, of Latin letters and digits, the same on every database."""
        return facet_code(self.kind, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One public object in one language.

    `path` is the address below the language prefix, `/agreements/dogovor-2005/`. `available_in` names the
    site languages whose readers are shown this entry for the object, so that each of them finds it once.
    `titles` are by language those in which readers of other languages see it named.
    `weight` (0 to 7) sets kinds of objects apart when words alone do not.
    """

    type: str
    key: str
    language: str
    title: str
    path: str
    available_in: Sequence[str]
    names: Sequence[Text] = ()
    keywords: Sequence[Text] = ()
    passages: Sequence[Passage] = ()
    facets: Sequence[Facet] = ()
    date: dt.date | None = None
    weight: int = 3
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_facets(self) -> tuple[Facet, ...]:
        """Return the facets with those that follow from the entry itself: type, language and year."""
        own = [Facet("type", self.type), Facet("language", self.language)]
        if self.date:
            own.append(Facet("year", str(self.date.year)))
        return tuple({facet.code: facet for facet in (*own, *self.facets)}.values())


def fallback_languages(site_language: str) -> tuple[str, ...]:
    """Return the languages in which readers of a site language are shown a text, the first that has one."""
    fallbacks: Mapping[str, Sequence[str]] = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    return (site_language, *fallbacks.get(site_language, fallbacks["default"]))


def available_in(language: str, available: Collection[str]) -> tuple[str, ...]:
    """Return the site languages that show `language` of an object that exists in `available`.

    >>> available_in("ru", ["ru", "en"])
    ('ru', 'kk', 'az')
    """
    return tuple(
        site_language
        for site_language in LANGUAGES
        if next((code for code in fallback_languages(site_language) if code in available), None) == language
    )

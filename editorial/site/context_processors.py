"""Context of every template."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from editorial.pages.frame import frame
from editorial.records import registry
from editorial.records.surfaces import Label
from editorial.web.reading_preferences import preferences_from_cookie


@dataclass(frozen=True, slots=True)
class Alternate:
    """Address of the current page in one of the languages."""

    language: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the main navigation."""

    label: str
    url: str
    is_current: bool


def in_language(request: HttpRequest, language: str) -> str:
    """Return the absolute address of the page asked for in another language, with the same query.

    A view whose languages have pages of their own gives them to the request as `paths_by_language`.
    """
    query = request.META.get("QUERY_STRING", "")
    if path := getattr(request, "paths_by_language", {}).get(language):
        return request.build_absolute_uri(path + (f"?{query}" if query else ""))
    parts = request.path.split("/", 2)
    known = dict(settings.LANGUAGES)
    rest = parts[2] if len(parts) > 2 and parts[1] in known else ""
    return request.build_absolute_uri(f"/{language}/{rest}" + (f"?{query}" if query else ""))


def alternates(request: HttpRequest) -> list[Alternate]:
    """Return this page's address in each language."""
    current = get_language()
    return [
        Alternate(code, in_language(request, code), code == current) for code, _name in settings.LANGUAGES
    ]


def sections(request: HttpRequest) -> list[Section]:
    """Return the main navigation, the section of this page marked."""
    return [
        Section(label=str(label), url=url, is_current=request.path.startswith(url))
        for label, url in _menu(get_language())
    ]


@cache
def _menu(_language: str | None) -> tuple[tuple[Label, str], ...]:
    """Return labels and addresses of the main navigation in the active language, which `_language` names."""
    entries = [(one.navigation, one.lists[0]) for one in registry.all() if one.navigation is not None]
    entries.sort(key=lambda entry: entry[0].order)
    return tuple((entry.label, reverse(name)) for entry, name in entries)


def site(request: HttpRequest) -> dict[str, object]:
    """Return the values shared by all pages; each is made only when a template asks for it."""
    return {
        "site_frame": SimpleLazyObject(lambda: frame(request)),
        "alternates": SimpleLazyObject(lambda: alternates(request)),
        "sections": SimpleLazyObject(lambda: sections(request)),
        "reading": SimpleLazyObject(lambda: preferences_from_cookie(request)),
        "canonical": SimpleLazyObject(lambda: request.build_absolute_uri(request.path)),
    }

"""What every template may use."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.web.reading_preferences import preferences_from_cookie

SECTIONS = (
    ("collections", _("Collections")),
    ("articles", _("Articles")),
    ("experts", _("People")),
    ("agreements", _("Agreements")),
    ("events", _("Events")),
    ("indicators", _("Indicators")),
)


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
    """Return the absolute address of the page asked for in another language, with the same query."""
    parts = request.path.split("/", 2)
    known = dict(settings.LANGUAGES)
    rest = parts[2] if len(parts) > 2 and parts[1] in known else ""
    query = request.META.get("QUERY_STRING", "")
    return request.build_absolute_uri(f"/{language}/{rest}" + (f"?{query}" if query else ""))


def alternates(request: HttpRequest) -> list[Alternate]:
    """Return this page's address in each language."""
    current = get_language()
    return [
        Alternate(code, in_language(request, code), code == current) for code, _name in settings.LANGUAGES
    ]


def sections(request: HttpRequest) -> list[Section]:
    """Return the main navigation, the section of this page marked."""
    language = get_language()
    found = []
    for slug, label in SECTIONS:
        url = f"/{language}/{slug}/"
        found.append(Section(label=str(label), url=url, is_current=request.path.startswith(url)))
    return found


def site(request: HttpRequest) -> dict[str, object]:
    """Return the values shared by all pages; each is made only when a template asks for it."""
    return {
        "alternates": SimpleLazyObject(lambda: alternates(request)),
        "sections": SimpleLazyObject(lambda: sections(request)),
        "reading": SimpleLazyObject(lambda: preferences_from_cookie(request)),
        "canonical": SimpleLazyObject(lambda: request.build_absolute_uri(request.path)),
    }
